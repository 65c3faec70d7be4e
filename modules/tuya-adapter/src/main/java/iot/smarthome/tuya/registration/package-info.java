/**
 * Registration: what Device Service has registered becomes known to Tuya Cloud.
 *
 * <p>A device that is {@code SHADOW} is paired by its bind code. Tuya takes it: its binding (our
 * id, Tuya's id, product and specification) is kept and {@code confirmed} published. Tuya refuses
 * it: {@code rejected} is published with Tuya's code and a sentence for the engineer. Tuya is away
 * or does not let the project call: the registration waits, in order, for as long as that takes.
 *
 * <p>All steps may be repeated: a device already bound is confirmed again with the same event id,
 * and a pairing whose answer was lost is found again since Tuya names the device that has the bind
 * code.
 */
package iot.smarthome.tuya.registration;
