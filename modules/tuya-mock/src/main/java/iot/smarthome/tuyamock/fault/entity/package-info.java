/** Failures as they are ordered. */
package iot.smarthome.tuyamock.fault.entity;
