/** Strict reading of request bodies: every fault of a body is told at once, by field. */
package iot.smarthome.rest.body;
