/** Public paths and where they lead. */
package iot.smarthome.apigateway.routing.entity;
