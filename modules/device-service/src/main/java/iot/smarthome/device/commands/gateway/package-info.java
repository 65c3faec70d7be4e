/** Where commands are kept, and what is published of them. */
package iot.smarthome.device.commands.gateway;
