/**
 * Who calls: every request to a service comes through the gateway and carries a token that is
 * verified here again (MicroProfile JWT), or is refused with a problem document.
 *
 * <p>The token authenticates only. The name of the principal is the <em>subject</em>, by which User
 * Service knows the user; which claim that is, the server's {@code security.xml} says. What the
 * user may do is decided elsewhere.
 *
 * <p>Health, metrics and contracts are the server's own and not behind this door. A REST client
 * that calls another service of ours registers {@link iot.smarthome.rest.identity.CallerIdentity},
 * so that it calls as its caller.
 */
package iot.smarthome.rest.identity;
