/**
 * The one public endpoint: every request under {@code /api} is passed to the service that owns its
 * path, as the route table in the configuration says. A path without a route, a body beyond the
 * limit and a service that does not answer get a problem document (RFC 9457) from here. The local
 * stand-in for Kong in the cluster.
 */
package iot.smarthome.apigateway.routing.boundary;
