/** Metrics become points: each one written before its event is acknowledged. */
package iot.smarthome.timeseries.ingestion;
