/** The OpenID provider's keys, the decision point, and the streams that tell of changes. */
package iot.smarthome.apigateway.access.gateway;
