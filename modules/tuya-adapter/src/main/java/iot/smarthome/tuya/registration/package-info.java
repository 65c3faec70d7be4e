/**
 * Registration: what Device Service has registered becomes known to Tuya Cloud.
 *
 * <p>A device that is {@code SHADOW} is bound by its bind code, or registered by its product if it
 * is a third party's. Tuya takes it: its binding (our id, Tuya's id, product and specification) is
 * kept and {@code confirmed} published. Tuya refuses it: {@code rejected} is published with Tuya's
 * code and a sentence for the engineer. Tuya is away or does not let the project call: {@code
 * postponed} is published, and the registration waits, in order, for as long as that takes.
 *
 * <p>All steps may be repeated: a device already bound is confirmed again with the same event id,
 * and a registration whose answer was lost is found again: by our own id, since Tuya names the
 * device that has the bind code, or as the one that came to the place and that nobody has.
 */
package iot.smarthome.tuya.registration;
