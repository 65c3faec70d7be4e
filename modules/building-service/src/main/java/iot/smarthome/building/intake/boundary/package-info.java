/** Files of places over REST. */
package iot.smarthome.building.intake.boundary;
