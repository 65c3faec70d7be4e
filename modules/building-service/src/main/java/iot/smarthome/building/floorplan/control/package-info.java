/** What a plan may be, and what is in it. */
package iot.smarthome.building.floorplan.control;
