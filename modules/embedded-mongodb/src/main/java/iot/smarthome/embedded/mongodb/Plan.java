package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one index serves one query: fields bound by equality, then one range or a set of points, then
 * the order.
 *
 * @param ranges of the index, ascending, each {@code [from, to)}
 * @param sorted whether the scan yields the order that was asked for
 * @param merged whether it does so only when the ranges, each in that order, are merged
 * @param worth to choose between indexes; 0 is no better than reading the whole collection
 */
record Plan(
    StoredIndex index,
    List<byte[][]> ranges,
    boolean sorted,
    boolean merged,
    boolean backwards,
    int worth) {

  /** The most ranges that are merged, as MongoDB has it; what is found in more is sorted. */
  static final int MOST_MERGED = 200;

  static Plan of(StoredIndex index, byte[] prefix, List<Document> conditions, Document orderBy) {
    List<IndexKey> keys = index.getKeys();
    boolean multikey = index.isMultikey();
    Set<String> fixed = new HashSet<>();
    byte[] start = prefix;
    int equal = 0;
    while (equal < keys.size()) {
      Range range = Range.of(keys.get(equal).getKey(), conditions, multikey);
      if (range == null || !range.isPoint()) {
        break;
      }
      start = Store.join(start, directed(keys.get(equal), range.low()));
      fixed.add(keys.get(equal).getKey());
      equal++;
    }
    List<byte[][]> ranges = new ArrayList<>();
    boolean bounded = false;
    boolean points = false;
    if (equal < keys.size()) {
      IndexKey key = keys.get(equal);
      Range range = Range.of(key.getKey(), conditions, multikey);
      if (range != null && range.points() != null) {
        points = true;
        List<byte[]> at = new ArrayList<>();
        for (byte[] point : range.points()) {
          at.add(Store.join(start, directed(key, point)));
        }
        at.sort(java.util.Arrays::compareUnsigned);
        // a keyset page asks each point from the same place on
        IndexKey next = equal + 1 < keys.size() ? keys.get(equal + 1) : null;
        Range rest = next == null ? null : Range.of(next.getKey(), conditions, multikey);
        bounded = rest != null && (rest.points() == null || rest.isPoint());
        for (byte[] from : at) {
          ranges.add(bounded ? bounds(from, next, rest) : new byte[][] {from, Store.after(from)});
        }
      } else if (range != null) {
        bounded = true;
        ranges.add(bounds(start, key, range));
      }
    }
    if (ranges.isEmpty()) {
      ranges.add(new byte[][] {start, Store.after(start)});
    }
    boolean orderable = orderBy != null && !orderBy.isEmpty() && !multikey;
    Boolean direction = orderable ? direction(keys, equal, fixed, orderBy) : null;
    boolean merged = false;
    if (orderable && direction == null && points && ranges.size() <= MOST_MERGED) {
      fixed.add(keys.get(equal).getKey());
      direction = direction(keys, equal + 1, fixed, orderBy);
      merged = direction != null;
    }
    int worth = equal * 10 + (bounded ? 5 : 0) + (points ? 7 : 0) + (direction == null ? 0 : 4);
    return new Plan(
        index, ranges, direction != null, merged, Boolean.TRUE.equals(direction), worth);
  }

  /** The same scan where its order is of no use. */
  Plan unsorted() {
    return new Plan(index, ranges, false, false, false, worth);
  }

  private static byte[][] bounds(byte[] start, IndexKey key, Range range) {
    byte[] low = directed(key, key.isAscending() ? range.low() : range.high());
    byte[] high = directed(key, key.isAscending() ? range.high() : range.low());
    return new byte[][] {Store.join(start, low), Store.after(Store.join(start, high))};
  }

  private static byte[] directed(IndexKey key, byte[] value) {
    return key.isAscending() ? value : OrderedKey.inverted(value);
  }

  /** Whether the index yields the order: null no, false forwards, true backwards. */
  private static Boolean direction(
      List<IndexKey> keys, int equal, Set<String> fixed, Document orderBy) {
    Boolean backwards = null;
    Iterator<IndexKey> next = keys.subList(equal, keys.size()).iterator();
    for (Map.Entry<String, Object> sort : orderBy.entrySet()) {
      if (fixed.contains(sort.getKey())) {
        continue;
      }
      if (!(sort.getValue() instanceof Number number) || !next.hasNext()) {
        return null;
      }
      IndexKey key = next.next();
      if (!key.getKey().equals(sort.getKey())) {
        return null;
      }
      boolean turned = key.isAscending() != number.intValue() > 0;
      if (backwards != null && backwards != turned) {
        return null;
      }
      backwards = turned;
    }
    return backwards == null ? Boolean.FALSE : backwards;
  }
}
