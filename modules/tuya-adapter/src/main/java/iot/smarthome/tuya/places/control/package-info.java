/** How places and devices are mirrored. */
package iot.smarthome.tuya.places.control;
