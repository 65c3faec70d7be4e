/** The one connection to InfluxDB, whatever its version. */
package iot.smarthome.timeseries.connection;
