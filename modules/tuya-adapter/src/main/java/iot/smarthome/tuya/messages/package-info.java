/**
 * Messages: what devices say, from Tuya's message service to {@code device.event.v1}.
 *
 * <p>A message is acknowledged to Tuya when Kafka has acknowledged its event, never before; so an
 * outage of Kafka lets Tuya keep what it has. Messages of one device keep their order, different
 * devices do not wait for each other, and no more than a fixed number is in work. A repeated
 * message gives an event with the same id. A message that nobody can read, or of a device that
 * nobody knows after some patience, is parked as a dead letter of {@code tuya.message.v1} with the
 * reason, counted and acknowledged: the stream goes on. A message that our key does not open is not
 * acknowledged, so that it comes again, and parked only after some deliveries.
 *
 * <p>A value that its device latches (a motion sensor that says when somebody moves, and never that
 * nobody does) ends after a while without a repetition: the platform then says so in the device's
 * place, with the flag {@code TIMED_OUT}, also after a restart.
 */
package iot.smarthome.tuya.messages;
