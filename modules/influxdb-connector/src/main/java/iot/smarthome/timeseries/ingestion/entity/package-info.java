/** What a device measured. */
package iot.smarthome.timeseries.ingestion.entity;
