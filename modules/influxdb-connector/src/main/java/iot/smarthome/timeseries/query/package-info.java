/** The time series of a device over REST, raw or aggregated. */
package iot.smarthome.timeseries.query;
