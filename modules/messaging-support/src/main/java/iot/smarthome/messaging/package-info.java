/**
 * Events over Kafka: CloudEvents 1.0 in binary mode, at least once and in order per key.
 *
 * <p>Liberty's Kafka connector closes a channel for good when a listener throws or refuses a
 * message, while the server goes on reporting that it is up. So a listener hands every message to
 * {@link iot.smarthome.messaging.EventHandling}, which never lets a failure through: a passing
 * fault is tried again with growing pauses, a message that cannot be processed goes to {@code
 * <topic>.dlt.<consumer>} with the reason, and only then the message is acknowledged. {@link
 * iot.smarthome.messaging.ChannelLiveness} makes a channel that has stopped all the same fail
 * liveness.
 */
package iot.smarthome.messaging;
