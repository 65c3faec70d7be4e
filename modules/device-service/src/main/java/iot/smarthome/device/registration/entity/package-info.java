/**
 * A device and its life cycle. Registered by an engineer it is a SHADOW; Tuya Cloud accepts it
 * (ACTIVATED) or refuses it (REJECTED, with the reason); a refused device with another bind code is
 * a SHADOW again.
 */
package iot.smarthome.device.registration.entity;
