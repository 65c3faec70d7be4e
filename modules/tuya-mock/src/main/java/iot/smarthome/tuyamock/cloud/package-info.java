/** The project in the cloud: signed calls, tokens, devices and what can be asked of them. */
package iot.smarthome.tuyamock.cloud;
