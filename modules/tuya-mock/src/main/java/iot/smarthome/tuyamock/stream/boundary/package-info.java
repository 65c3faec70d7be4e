/** Pulsar over WebSocket, as Tuya's SDKs speak it. */
package iot.smarthome.tuyamock.stream.boundary;
