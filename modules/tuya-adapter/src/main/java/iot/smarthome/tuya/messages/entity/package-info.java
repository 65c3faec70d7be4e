/** What a device says: its specification, and the points of its reports in the platform's form. */
package iot.smarthome.tuya.messages.entity;
