/** The index that is asked, and what the caller may see of it. */
package iot.smarthome.search.query.gateway;
