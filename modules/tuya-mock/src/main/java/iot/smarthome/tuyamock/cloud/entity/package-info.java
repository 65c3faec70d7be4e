/** Devices as the cloud has them. */
package iot.smarthome.tuyamock.cloud.entity;
