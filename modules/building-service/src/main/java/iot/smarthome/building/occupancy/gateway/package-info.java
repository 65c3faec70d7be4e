/** Where it is kept which devices hang where. */
package iot.smarthome.building.occupancy.gateway;
