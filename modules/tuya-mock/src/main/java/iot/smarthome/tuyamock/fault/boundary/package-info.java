/** Answers that do not arrive. */
package iot.smarthome.tuyamock.fault.boundary;
