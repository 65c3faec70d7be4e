/**
 * Which devices hang where, as Device Service tells it, so that a place is not removed while there
 * are devices in it.
 *
 * <p>A device counts for the place it was registered in, its room or else its area, and for
 * whatever that lies in. What is known is as new as the last event: a device that was registered a
 * moment ago may not count yet.
 */
package iot.smarthome.building.occupancy;
