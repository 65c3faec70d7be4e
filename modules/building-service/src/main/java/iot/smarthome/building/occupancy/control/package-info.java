/** What is remembered of devices, and asked. */
package iot.smarthome.building.occupancy.control;
