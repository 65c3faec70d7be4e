package iot.smarthome.rest.problem;

/**
 * One thing wrong with the input.
 *
 * @param field where, as a path into the request, e.g. {@code geo.latitude}
 * @param message what is wrong
 * @param mend what the caller can do about it
 */
public record Violation(String field, String message, String mend) {}
