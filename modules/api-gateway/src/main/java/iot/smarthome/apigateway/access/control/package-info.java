/** Verifies tokens, counts requests, asks for decisions and remembers them for a moment. */
package iot.smarthome.apigateway.access.control;
