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
 * @param worth to choose between indexes; 0 is no better than reading the whole collection
 */
record Plan(
    StoredIndex index, List<byte[][]> ranges, boolean sorted, boolean backwards, int worth) {

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
        at.forEach(from -> ranges.add(new byte[][] {from, Store.after(from)}));
      } else if (range != null) {
        bounded = true;
        byte[] low = directed(key, key.isAscending() ? range.low() : range.high());
        byte[] high = directed(key, key.isAscending() ? range.high() : range.low());
        ranges.add(new byte[][] {Store.join(start, low), Store.after(Store.join(start, high))});
      }
    }
    if (ranges.isEmpty()) {
      ranges.add(new byte[][] {start, Store.after(start)});
    }
    Boolean direction =
        orderBy == null || orderBy.isEmpty() || multikey
            ? null
            : direction(keys, equal, fixed, orderBy);
    int worth = equal * 10 + (bounded ? 5 : 0) + (points ? 7 : 0) + (direction == null ? 0 : 4);
    return new Plan(index, ranges, direction != null, Boolean.TRUE.equals(direction), worth);
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
