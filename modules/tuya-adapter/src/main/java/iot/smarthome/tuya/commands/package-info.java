/**
 * Commands: what somebody wants of a device, from {@code device.command.v1} to Tuya Cloud, and what
 * became of it on {@code device.event.v1}.
 *
 * <pre>
 *   PENDING ──► SENDING ──► SENT ──► CONFIRMED
 *      │ ▲         │  └────────────────► │
 *      │ └─not taken                     └ the device itself has reported the value
 *      └──► FAILED, EXPIRED ◄── each of them
 * </pre>
 *
 * <p>A command is sent at most once. That it is about to be sent is stored before the call; only
 * where Tuya has said that it took nothing (a limit of calls, a dead token) it may be sent again.
 * When the answer was lost or leaves it open (1111, "system is busy"), or the server died in the
 * call, nobody knows: then the device's own report decides, or, when there is none until the
 * command expires, it has failed with the reason {@code outcome-unknown}.
 *
 * <p>Commands of one device are sent in the order they were given, since they have one partition,
 * and the message of a command is acknowledged only when it was sent or has ended. While Tuya is
 * away the first command waits until it expires, and those behind it with it.
 *
 * <p>Each new state is stored together with the fact that it is still to be told, and told until
 * Kafka has acknowledged; so a crash loses none, and consumers may hear one twice, by the same
 * event id.
 */
package iot.smarthome.tuya.commands;
