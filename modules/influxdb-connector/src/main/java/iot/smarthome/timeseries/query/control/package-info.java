/** What can be asked of a device's past. */
package iot.smarthome.timeseries.query.control;
