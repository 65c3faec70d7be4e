/** Places over REST. */
package iot.smarthome.building.structure.boundary;
