/** A device, as far as it matters here. */
package iot.smarthome.building.occupancy.entity;
