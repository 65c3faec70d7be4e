/**
 * Hazards and alerts. A sensor that reports an alarm state raises one alert; while it is open,
 * repeated alarms add nothing; the sensor's return to normal clears it.
 */
package iot.smarthome.analyzer.hazard.entity;
