/**
 * Where devices are: this service's own projection of the device changes, kept in its own store.
 *
 * <p>A change of an older version than the one stored changes nothing, and a device that is gone
 * stays gone, so repeated and late changes do no harm. A device that is not known yet is waited for
 * a bounded time, once.
 */
package iot.smarthome.etl.placement;
