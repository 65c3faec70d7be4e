/** What becomes of a registration. */
package iot.smarthome.tuya.registration.control;
