/** Where plans are kept. */
package iot.smarthome.building.floorplan.gateway;
