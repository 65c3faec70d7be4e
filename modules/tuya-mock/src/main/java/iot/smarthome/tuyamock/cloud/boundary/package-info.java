/** Tuya's OpenAPI. */
package iot.smarthome.tuyamock.cloud.boundary;
