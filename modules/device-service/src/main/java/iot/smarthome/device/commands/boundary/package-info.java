/** Commands over REST, and what is heard of them. */
package iot.smarthome.device.commands.boundary;
