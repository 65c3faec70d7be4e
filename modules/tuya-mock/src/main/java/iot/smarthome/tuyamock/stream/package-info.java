/** The message service: encrypted messages over WebSocket, kept until they are acknowledged. */
package iot.smarthome.tuyamock.stream;
