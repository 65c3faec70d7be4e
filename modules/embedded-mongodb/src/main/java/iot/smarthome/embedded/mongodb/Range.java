package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a query says of one field, as bounds of its ordered key, both inclusive; null for none.
 * Always a superset of what matches: each document found is checked against the whole query.
 *
 * @param points the single keys of {@code $in} and of equality, null for a range
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Range(byte[] low, byte[] high, List<byte[]> points) {

  boolean isPoint() {
    return points != null && points.size() == 1;
  }

  /**
   * The bounds that the conditions, all of them to be met, put on the field; null when they put
   * none.
   */
  static Range of(String field, List<Document> conditions, boolean multikey) {
    Range range = null;
    for (Document condition : conditions) {
      for (Map.Entry<String, Object> entry : condition.entrySet()) {
        Range found = null;
        if (entry.getKey().equals(field)) {
          found = ofValue(entry.getValue(), multikey);
        } else if (entry.getKey().equals("$or") && entry.getValue() instanceof Collection<?> or) {
          found = ofAny(field, or, multikey);
        }
        if (found != null) {
          range = range == null ? found : range.and(found, multikey);
        }
      }
    }
    return range;
  }

  /** All conditions that must be met, with nested {@code $and} laid flat. */
  static List<Document> conditions(Document query) {
    List<Document> flat = new ArrayList<>();
    query.forEach(
        (key, value) -> {
          if (key.equals("$and") && value instanceof Collection<?> and) {
            and.forEach(part -> flat.addAll(conditions((Document) part)));
          } else {
            flat.add(new Document(key, value));
          }
        });
    return flat;
  }

  /** A keyset page asks {@code $or} of ranges: what all branches bound, the whole bounds. */
  private static Range ofAny(String field, Collection<?> branches, boolean multikey) {
    Range all = null;
    for (Object branch : branches) {
      Range one = of(field, conditions((Document) branch), multikey);
      if (one == null) {
        return null;
      }
      all = all == null ? one : all.or(one);
    }
    return all;
  }

  private static Range ofValue(Object value, boolean multikey) {
    if (!(value instanceof Document expression)
        || expression.isEmpty()
        || !expression.keySet().iterator().next().startsWith("$")) {
      return point(value);
    }
    Range range = null;
    for (Map.Entry<String, Object> operator : expression.entrySet()) {
      Range one = ofOperator(operator.getKey(), operator.getValue());
      if (one != null) {
        range = range == null ? one : range.and(one, multikey);
      }
    }
    return range;
  }

  private static Range ofOperator(String operator, Object value) {
    if (operator.equals("$in") && value instanceof Collection<?> values) {
      List<byte[]> keys = new ArrayList<>();
      for (Object item : values) {
        if (!isIndexable(item)) {
          return null;
        }
        keys.add(OrderedKey.of(item));
      }
      keys.sort(Arrays::compareUnsigned);
      return keys.isEmpty() ? null : new Range(keys.get(0), keys.get(keys.size() - 1), keys);
    }
    if (!isIndexable(value) || value == null) {
      return operator.equals("$eq") && value == null ? point(null) : null;
    }
    byte[] key = OrderedKey.of(value);
    return switch (operator) {
      case "$eq" -> point(value);
      case "$gt", "$gte" -> new Range(key, OrderedKey.endOfType(key), null);
      case "$lt", "$lte" -> new Range(OrderedKey.startOfType(key), key, null);
      default -> null;
    };
  }

  private static Range point(Object value) {
    if (!isIndexable(value)) {
      return null;
    }
    byte[] key = OrderedKey.of(value);
    return new Range(key, key, List.of(key));
  }

  /** An array is indexed by its items, so it cannot be looked up as a whole. */
  private static boolean isIndexable(Object value) {
    return !(value instanceof Collection)
        && !(value instanceof BsonRegularExpression)
        && !(value instanceof Missing);
  }

  private Range and(Range other, boolean multikey) {
    if (isPoint()) {
      return this;
    }
    if (other.isPoint()) {
      return other;
    }
    if (points != null) {
      return this;
    }
    if (other.points != null) {
      return other;
    }
    if (multikey) {
      return this; // each bound may be met by another item of an array
    }
    return new Range(later(low, other.low), earlier(high, other.high), null);
  }

  private Range or(Range other) {
    return new Range(earlier(low, other.low), later(high, other.high), null);
  }

  private static byte[] later(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }

  private static byte[] earlier(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) <= 0 ? a : b;
  }
}
