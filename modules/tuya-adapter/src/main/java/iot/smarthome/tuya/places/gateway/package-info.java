/** Where the mirror is kept. */
package iot.smarthome.tuya.places.gateway;
