/**
 * Who may come in, decided before a service is asked.
 *
 * <p>In this order: the caller's token is verified (401); the caller has not asked too often (429);
 * the body is not too large (413); User Service's decision point allows the operation on the
 * resource (403, 404). What cannot be decided is refused (503): nothing is ever let through because
 * a neighbour is away.
 *
 * <p>Keys of the OpenID provider are cached and go on working while it is away. Decisions about
 * reads are remembered for a second at most, and forgotten at once when users, places or devices
 * change. What a caller claims about itself in headers is taken away.
 */
package iot.smarthome.apigateway.access;
