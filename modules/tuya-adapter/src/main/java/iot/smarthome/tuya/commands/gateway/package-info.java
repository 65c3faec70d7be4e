/** Where commands are kept, and where their states go. */
package iot.smarthome.tuya.commands.gateway;
