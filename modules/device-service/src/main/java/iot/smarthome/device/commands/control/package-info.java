/** Gives commands, finds them, and follows what becomes of them. */
package iot.smarthome.device.commands.control;
