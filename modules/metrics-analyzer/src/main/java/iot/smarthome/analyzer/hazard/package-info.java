/**
 * Hazards: smoke, gas, carbon monoxide and water where it should not be.
 *
 * <p>A sensor that reports an alarm raises one alert. While it is open, further alarms of the same
 * sensor add nothing; its return to normal clears it. A word that is older than the last one from
 * that sensor, and a repeated one, count for nothing; of two words of the same moment the alarm
 * counts. That there is at most one open alert for a device and hazard is kept by the store, so it
 * holds for any number of instances.
 *
 * <p>A person acknowledges an alert, on the version that was seen. Each change of an alert is
 * published from the store's own change stream, so what is stored is published.
 */
package iot.smarthome.analyzer.hazard;
