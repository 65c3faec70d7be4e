/** How Tuya's message service is read: encrypted envelopes. */
package iot.smarthome.tuya.messages.gateway;
