/**
 * Commands to devices.
 *
 * <p>Somebody gives a command: one value that one active device is to take, within a time. It is
 * stored as PENDING, and nothing else is done here: that it is stored is published, and whoever
 * talks to Tuya Cloud takes it from there and says, as events, what becomes of it: SENT, then
 * CONFIRMED by the device's own report, or FAILED or EXPIRED with the reason. What has ended stays
 * as it is, so a repeated or late word changes nothing.
 *
 * <p>Whether the device has such a function and takes the value is known there, too, and not here:
 * a command that makes no sense to the device is taken and then FAILED.
 */
package iot.smarthome.device.commands;
