/** Plans over REST. */
package iot.smarthome.building.floorplan.boundary;
