/** What Tuya knows a place by. */
package iot.smarthome.tuya.places.entity;
