/** The index that things are written to. */
package iot.smarthome.search.indexing.gateway;
