/** Where bindings are kept, and where device events go. */
package iot.smarthome.tuya.registration.gateway;
