/** Callers, questions about them, and the answers. */
package iot.smarthome.apigateway.access.entity;
