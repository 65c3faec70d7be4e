/**
 * Registration of devices.
 *
 * <p>An engineer registers a device at an area or a room with what is printed on it: the serial
 * number, and the bind code by which Tuya Cloud knows the hardware. The place must exist in
 * Building Service, the category must be one of Tuya's, and neither serial nor bind code may belong
 * to another device. The device is stored as SHADOW; the change itself is published, and whoever
 * talks to Tuya Cloud takes it from there. The answer arrives as an event and makes the device
 * ACTIVATED or REJECTED. An answer to an earlier submission, a repeated answer and an answer for a
 * device that is gone change nothing.
 *
 * <p>Every change needs the version that it rests on; two changes of the same version never both
 * succeed.
 */
package iot.smarthome.device.registration;
