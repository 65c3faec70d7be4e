/** Reads the generated OpenAPI documents that are packaged with this service. */
package iot.smarthome.user.authorization.gateway.contracts;
