/**
 * Normalisation: what Tuya reports becomes standard codes, exact decimal values and UCUM units.
 * Nothing is dropped: what is not understood is kept as it came, with a flag that says why.
 */
package iot.smarthome.tuya.messages.control;
