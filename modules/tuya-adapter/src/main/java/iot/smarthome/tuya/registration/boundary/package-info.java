/** What calls the registration: changes of devices. */
package iot.smarthome.tuya.registration.boundary;
