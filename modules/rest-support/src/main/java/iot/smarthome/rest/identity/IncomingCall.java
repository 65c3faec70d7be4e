package iot.smarthome.rest.identity;

import java.util.Optional;

/**
 * The call that this thread is answering. Work that goes on in another thread must take along what
 * it needs.
 */
final class IncomingCall {

  private record Headers(String authorization, String requestId) {}

  private static final ThreadLocal<Headers> CURRENT = new ThreadLocal<>();

  private IncomingCall() {}

  static void begin(String authorization, String requestId) {
    CURRENT.set(new Headers(authorization, requestId));
  }

  static void end() {
    CURRENT.remove();
  }

  static Optional<String> authorization() {
    return Optional.ofNullable(CURRENT.get()).map(Headers::authorization);
  }

  static Optional<String> requestId() {
    return Optional.ofNullable(CURRENT.get()).map(Headers::requestId);
  }
}
