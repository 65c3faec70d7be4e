/** What calls the commands: requests of others, and the clock. */
package iot.smarthome.tuya.commands.boundary;
