/** What tells of places: Building Service. */
package iot.smarthome.tuya.places.boundary;
