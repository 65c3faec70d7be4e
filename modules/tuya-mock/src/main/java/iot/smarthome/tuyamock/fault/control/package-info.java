/** Which call fails, and how. */
package iot.smarthome.tuyamock.fault.control;
