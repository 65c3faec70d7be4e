/** The one client of OpenSearch, and whether it can be used. */
package iot.smarthome.search.connection;
