package iot.smarthome.apigateway.access.entity;

/**
 * May this caller do this?
 *
 * @param authorization the caller's own {@code Authorization} header
 * @param path public path after the API's base, percent-encoded
 * @param query as sent, or null
 * @param json the body if it is JSON, else null
 * @param network address from which the caller comes
 */
public record Question(
    Caller caller,
    String authorization,
    String method,
    String path,
    String query,
    String json,
    String network,
    String requestId,
    String traceParent) {}
