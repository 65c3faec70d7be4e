package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Values as bytes whose unsigned lexical order is MongoDB's comparison order ("Comparison/Sort
 * Order" of the manual), and of which none is a prefix of another, so that they can be joined to
 * compound keys.
 */
final class OrderedKey {

  private static final int MIN = 0x01;
  private static final int NULL = 0x10;
  private static final int NUMBER = 0x20;
  private static final int STRING = 0x30;
  private static final int DOCUMENT = 0x40;
  private static final int ARRAY = 0x50;
  private static final int BINARY = 0x60;
  private static final int OBJECT_ID = 0x70;
  private static final int BOOLEAN = 0x80;
  private static final int DATE = 0x90;
  private static final int TIMESTAMP = 0xA0;
  private static final int OTHER = 0xB0;
  private static final int MAX = 0xF0;

  private OrderedKey() {}

  static byte[] of(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(24);
    write(value, out);
    return out.toByteArray();
  }

  /** The first key that is of a later type than the value: where a range of its type ends. */
  static byte[] endOfType(byte[] key) {
    return new byte[] {(byte) ((key[0] & 0xFF) + 1)};
  }

  /** The first key of the value's type. */
  static byte[] startOfType(byte[] key) {
    return new byte[] {key[0]};
  }

  static byte[] inverted(byte[] key) {
    byte[] inverse = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      inverse[i] = (byte) ~key[i];
    }
    return inverse;
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value == null || value instanceof Missing) {
      out.write(NULL);
    } else if (value instanceof Number number) {
      out.write(NUMBER);
      number(number.doubleValue(), number instanceof Long l ? residual(l) : 0, out);
    } else if (value instanceof Decimal128 decimal) {
      out.write(NUMBER);
      BigDecimal exact = decimal.toBigDecimal();
      number(exact.doubleValue(), 0, out);
    } else if (value instanceof String string) {
      out.write(STRING);
      text(string, out);
    } else if (value instanceof Document document) {
      out.write(DOCUMENT);
      for (Map.Entry<String, Object> field : document.entrySet()) {
        out.write(1);
        text(field.getKey(), out);
        write(field.getValue(), out);
      }
      out.write(0);
    } else if (value instanceof Collection<?> items) {
      out.write(ARRAY);
      for (Object item : items) {
        out.write(1);
        write(item, out);
      }
      out.write(0);
    } else if (value instanceof BinData binary) {
      out.write(BINARY);
      raw(binary.getData(), out);
    } else if (value instanceof UUID uuid) {
      out.write(BINARY);
      raw(
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array(),
          out);
    } else if (value instanceof ObjectId id) {
      out.write(OBJECT_ID);
      out.writeBytes(id.toByteArray());
    } else if (value instanceof Boolean bool) {
      out.write(BOOLEAN);
      out.write(bool ? 1 : 0);
    } else if (value instanceof Instant instant) {
      out.write(DATE);
      signed(instant.toEpochMilli(), out);
    } else if (value instanceof BsonTimestamp timestamp) {
      out.write(TIMESTAMP);
      signed(timestamp.getValue(), out);
    } else if (value instanceof MinKey) {
      out.write(MIN);
    } else if (value instanceof MaxKey) {
      out.write(MAX);
    } else {
      out.write(OTHER);
      text(value.toString(), out);
    }
  }

  /**
   * What a double cannot say of a long: the rest keeps neighbours beyond 2^53 apart and in order.
   */
  private static long residual(long value) {
    double rounded = (double) value;
    return rounded >= 0x1p63 ? value - Long.MAX_VALUE - 1 : value - (long) rounded;
  }

  private static void number(double value, long rest, ByteArrayOutputStream out) {
    double normal = value == 0.0 ? 0.0 : value;
    long bits = Double.doubleToLongBits(normal);
    long ordered = Double.isNaN(normal) ? 0 : bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    out.writeBytes(ByteBuffer.allocate(8).putLong(ordered).array());
    signed(rest, out);
  }

  private static void signed(long value, ByteArrayOutputStream out) {
    out.writeBytes(ByteBuffer.allocate(8).putLong(value ^ Long.MIN_VALUE).array());
  }

  private static void text(String value, ByteArrayOutputStream out) {
    raw(value.getBytes(StandardCharsets.UTF_8), out);
  }

  /** Zero bytes are escaped, two of them end the value: no value is a prefix of another. */
  private static void raw(byte[] bytes, ByteArrayOutputStream out) {
    for (byte b : bytes) {
      out.write(b);
      if (b == 0) {
        out.write(0xFF);
      }
    }
    out.write(0);
    out.write(0);
  }
}
