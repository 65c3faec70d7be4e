/** Tuya's OpenAPI, as far as it is asked. */
package iot.smarthome.tuyamock.cloud.boundary;
