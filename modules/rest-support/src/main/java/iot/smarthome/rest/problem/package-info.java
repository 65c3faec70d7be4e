/**
 * Errors as RFC 9457 problem documents: what was wrong, where, and how to mend it.
 *
 * <p>A service throws what {@link iot.smarthome.rest.problem.Problem} builds; whatever else goes
 * wrong between the wire and the resource (malformed JSON, a wrong type, a body too large, an
 * unknown path) is turned into a problem here.
 */
package iot.smarthome.rest.problem;
