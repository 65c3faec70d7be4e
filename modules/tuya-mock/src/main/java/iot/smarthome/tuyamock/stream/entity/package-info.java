/** Messages on their way. */
package iot.smarthome.tuyamock.stream.entity;
