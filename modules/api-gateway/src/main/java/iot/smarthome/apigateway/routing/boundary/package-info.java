/**
 * The one public endpoint: every request under {@code /api} is passed to the service that owns its
 * path, as the route table in the configuration says. A path without a route, a body beyond the
 * limit and a service that does not answer get a problem document (RFC 9457) from here, and so does
 * whatever could be read in more than one way: paths with dot segments or escapes that hide
 * separators, queries that cannot be decoded, unknown methods, addresses and headers without end.
 *
 * <p>Three things are refused before this application is asked, in Liberty's own words: lines and
 * headers of more than 32 KiB (an empty 400), broken escapes and {@code %00} to {@code %1F} in a
 * path (400 that names the address), and a {@code Host} with a strange port (404 in one line).
 *
 * <p>The local stand-in for Kong in the cluster.
 */
package iot.smarthome.apigateway.routing.boundary;
