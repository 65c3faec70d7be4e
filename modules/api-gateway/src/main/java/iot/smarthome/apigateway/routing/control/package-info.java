/** Reads the route table and decides about identity of requests and about failures. */
package iot.smarthome.apigateway.routing.control;
