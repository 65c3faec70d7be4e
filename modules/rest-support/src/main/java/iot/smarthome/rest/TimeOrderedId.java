package iot.smarthome.rest;

import java.security.SecureRandom;
import java.util.UUID;

/** UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. */
public final class TimeOrderedId {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedId() {}

  public static String next() {
    return at(System.currentTimeMillis());
  }

  static String at(long millis) {
    long high = (millis << 16) | 0x7000L | (RANDOM.nextInt(0x1000) & 0xFFFL);
    long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
