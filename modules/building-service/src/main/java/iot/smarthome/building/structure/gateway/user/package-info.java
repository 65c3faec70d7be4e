/** User Service, asked over REST whether a group exists. */
package iot.smarthome.building.structure.gateway.user;
