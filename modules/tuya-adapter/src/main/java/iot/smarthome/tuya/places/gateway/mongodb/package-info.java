/** The mirror in MongoDB. */
package iot.smarthome.tuya.places.gateway.mongodb;
