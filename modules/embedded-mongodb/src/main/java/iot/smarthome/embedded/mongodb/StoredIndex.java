package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * One index: for each document and each of its key values an entry {@code prefix | ordered key |
 * record id}, so that entries of one key stand together, in the order of the documents.
 */
final class StoredIndex extends Index<Long> {

  private static final byte[] MULTIKEY = {'x'};
  private static final byte[] COUNT = {'y'};
  private static final int RECORD_ID = 8;

  private final Store store;
  private final StoredCollection collection;
  private final byte[] prefix;
  private final boolean unique;
  private final boolean sparse;
  private final Document partialFilter;

  StoredIndex(
      Store store,
      StoredCollection collection,
      byte[] prefix,
      String name,
      List<IndexKey> keys,
      boolean unique,
      boolean sparse,
      Document partialFilter) {
    super(name, keys, sparse);
    this.store = store;
    this.collection = collection;
    this.prefix = prefix.clone();
    this.unique = unique;
    this.sparse = sparse;
    this.partialFilter = partialFilter;
  }

  private boolean holds(Document document) {
    if (partialFilter != null && !collection.matches(document, partialFilter)) {
      return false;
    }
    return !sparse
        || getKeyValues(document).stream()
            .anyMatch(values -> values.stream().anyMatch(v -> !(v instanceof Missing)));
  }

  private List<byte[]> keysOf(Document document) {
    if (!holds(document)) {
      return List.of();
    }
    List<byte[]> keys = new ArrayList<>();
    for (KeyValue values : getKeyValues(document)) {
      byte[] key = prefix;
      for (int i = 0; i < values.size(); i++) {
        byte[] part = OrderedKey.of(values.get(i));
        key = Store.join(key, getKeys().get(i).isAscending() ? part : OrderedKey.inverted(part));
      }
      keys.add(key);
    }
    return keys;
  }

  @Override
  public Long getPosition(Document document) {
    if (!isPrimary()) {
      return null;
    }
    List<byte[]> keys = keysOf(document);
    return keys.isEmpty() ? null : first(keys.get(0));
  }

  private Long first(byte[] key) {
    byte[] found = store.firstKey(key, Store.after(key));
    return found == null ? null : recordId(found);
  }

  private boolean isPrimary() {
    return unique && getKeys().size() == 1 && getKeys().get(0).getKey().equals("_id");
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Long> in) {
    List<byte[]> keys = keysOf(document);
    if (unique) {
      for (byte[] key : keys) {
        if (first(key) != null) {
          throw duplicate(document, in);
        }
      }
    }
  }

  private DuplicateKeyError duplicate(Document document, MongoCollection<Long> in) {
    return new DuplicateKeyError(this, in, getKeys(), getKeyValues(document).iterator().next());
  }

  @Override
  public void add(Document document, Long position, MongoCollection<Long> in) {
    List<byte[]> keys = keysOf(document);
    if (keys.size() > 1) {
      store.put(Store.join(MULTIKEY, prefix), new byte[] {1});
    }
    for (byte[] key : keys) {
      store.put(Store.join(key, Store.number(position)), new byte[0]);
    }
    store.add(Store.join(COUNT, prefix), keys.size());
  }

  @Override
  public Long remove(Document document) {
    Long position = collection.positionOf(document);
    List<byte[]> keys = keysOf(document);
    for (byte[] key : keys) {
      store.delete(Store.join(key, Store.number(position)));
    }
    store.add(Store.join(COUNT, prefix), -keys.size());
    return position;
  }

  @Override
  protected boolean isSparse() {
    return true;
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof StoredIndex index
        && unique == index.unique
        && sparse == index.sparse
        && String.valueOf(partialFilter).equals(String.valueOf(index.partialFilter))
        && getKeys().toString().equals(index.getKeys().toString());
  }

  @Override
  public void checkUpdate(Document old, Document now, MongoCollection<Long> in) {
    List<byte[]> keys = keysOf(now);
    if (!unique) {
      return;
    }
    Long own = collection.positionOf(old);
    for (byte[] key : keys) {
      Long other = first(key);
      if (other != null && !other.equals(own)) {
        throw duplicate(now, in);
      }
    }
  }

  @Override
  public void updateInPlace(Document old, Document now, Long position, MongoCollection<Long> in) {
    List<byte[]> before = keysOf(old);
    List<byte[]> after = keysOf(now);
    if (before.size() == 1 && after.size() == 1 && Arrays.equals(before.get(0), after.get(0))) {
      return;
    }
    before.forEach(key -> store.delete(Store.join(key, Store.number(position))));
    store.add(Store.join(COUNT, prefix), -before.size());
    add(now, position, in);
  }

  @Override
  public boolean canHandle(Document query) {
    return false; // the collection plans; see Plan
  }

  @Override
  public Iterable<Long> getPositions(Document query) {
    return Collections.emptyList();
  }

  @Override
  public long getCount() {
    return store.numberNow(Store.join(COUNT, prefix));
  }

  @Override
  public long getDataSize() {
    return getCount() * (prefix.length + RECORD_ID);
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  @Override
  public void drop() {
    store.deleteRange(prefix, Store.after(prefix));
    store.delete(Store.join(COUNT, prefix));
    store.delete(Store.join(MULTIKEY, prefix));
  }

  boolean isMultikey() {
    return store.get(Store.join(MULTIKEY, prefix)) != null;
  }

  boolean serves(List<Document> conditions) {
    if (sparse) {
      return Range.of(getKeys().get(0).getKey(), conditions, true) != null;
    }
    if (partialFilter == null) {
      return true;
    }
    Set<String> asked =
        conditions.stream().map(Document::toString).collect(java.util.stream.Collectors.toSet());
    return Range.conditions(partialFilter).stream()
        .allMatch(part -> asked.contains(part.toString()) || includes(part, conditions));
  }

  /** {@code state: {$in: [a, b]}} holds for whoever asks {@code state: a}. */
  private static boolean includes(Document part, List<Document> conditions) {
    String field = part.keySet().iterator().next();
    if (!(part.get(field) instanceof Document operator)) {
      return false;
    }
    if (operator.get("$in") instanceof java.util.Collection<?> values) {
      return conditions.stream()
          .anyMatch(c -> c.containsKey(field) && values.contains(c.get(field)));
    }
    return Boolean.TRUE.equals(operator.get("$exists"))
        && conditions.stream()
            .anyMatch(c -> c.get(field) != null && !(c.get(field) instanceof Document));
  }

  /** How this index would serve a query, null when it can't. */
  Plan plan(List<Document> conditions, Document orderBy) {
    if (!serves(conditions)) {
      return null;
    }
    return Plan.of(this, prefix, conditions, orderBy);
  }

  /** Record ids of the planned part of the index, each once, in its order. */
  Iterator<Long> scan(List<byte[][]> ranges, boolean backwards) {
    Set<Long> seen = isMultikey() ? new HashSet<>() : null;
    List<byte[][]> order = new ArrayList<>(ranges);
    if (backwards) {
      Collections.reverse(order);
    }
    Iterator<byte[][]> next = order.iterator();
    return new Iterator<>() {
      private Iterator<Store.Entry> entries = Collections.emptyIterator();
      private Long found;

      @Override
      public boolean hasNext() {
        while (found == null) {
          if (entries.hasNext()) {
            long id = recordId(entries.next().key());
            if (seen == null || seen.add(id)) {
              found = id;
            }
          } else if (next.hasNext()) {
            byte[][] range = next.next();
            entries = store.range(range[0], range[1], backwards);
          } else {
            return false;
          }
        }
        return true;
      }

      @Override
      public Long next() {
        if (!hasNext()) {
          throw new java.util.NoSuchElementException();
        }
        Long id = found;
        found = null;
        return id;
      }
    };
  }

  private static long recordId(byte[] key) {
    return ByteBuffer.wrap(key, key.length - RECORD_ID, RECORD_ID).getLong();
  }
}
