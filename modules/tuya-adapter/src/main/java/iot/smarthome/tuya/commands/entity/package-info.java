/** A command, and how far it is. */
package iot.smarthome.tuya.commands.entity;
