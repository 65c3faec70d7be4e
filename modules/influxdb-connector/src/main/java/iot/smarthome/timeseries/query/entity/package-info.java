/** Time series as they are read. */
package iot.smarthome.timeseries.query.entity;
