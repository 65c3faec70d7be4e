package iot.smarthome.apigateway.access.entity;

/**
 * What is wrong with a request.
 *
 * @param field where, as in {@code violations} of a problem document
 * @param message what
 * @param mend how to put it right
 */
public record Fault(String field, String message, String mend) {}
