/** Changes of devices. */
package iot.smarthome.building.occupancy.boundary;
