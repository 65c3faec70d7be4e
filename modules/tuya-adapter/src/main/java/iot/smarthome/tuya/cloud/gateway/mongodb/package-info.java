/** The shared token in MongoDB. */
package iot.smarthome.tuya.cloud.gateway.mongodb;
