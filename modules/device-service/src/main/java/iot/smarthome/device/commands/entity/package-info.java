/** A command and its life cycle. */
package iot.smarthome.device.commands.entity;
