/** Hears of changes, many at a time. */
package iot.smarthome.search.indexing.boundary;
