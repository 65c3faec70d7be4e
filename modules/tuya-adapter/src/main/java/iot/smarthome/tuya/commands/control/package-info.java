/** What becomes of a command. */
package iot.smarthome.tuya.commands.control;
