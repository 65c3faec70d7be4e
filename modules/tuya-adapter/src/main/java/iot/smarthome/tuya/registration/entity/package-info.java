/** Which device of ours is which device of Tuya's. */
package iot.smarthome.tuya.registration.entity;
