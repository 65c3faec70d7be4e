/** A plan and its parts. */
package iot.smarthome.building.floorplan.entity;
