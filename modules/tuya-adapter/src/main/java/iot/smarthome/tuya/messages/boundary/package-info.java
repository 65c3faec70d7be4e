/** What calls the message intake: Tuya's stream, and who asks whether it lives. */
package iot.smarthome.tuya.messages.boundary;
