package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One collection: documents under {@code prefix | record id}, read by the index that fits the query
 * best, every change recorded in the change log within the same batch.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Long> {

  private static final byte[] COUNT = {'k'};
  private static final byte[] SIZE = {'z'};
  private static final byte[] NEXT_RECORD = {'r'};

  private final Store store;
  private final ChangeLog changes;
  private final byte[] prefix;
  private final ThreadLocal<Document> narrowed = new ThreadLocal<>();

  /** Whether the running update replaces whole documents; the collection's lock guards it. */
  private boolean replacing;

  /** The document being removed and its place, which every index asks for. */
  private Document removed;

  private Long removedFrom;

  StoredCollection(
      Store store,
      ChangeLog changes,
      byte[] prefix,
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors) {
    super(database, name, options, cursors);
    this.store = store;
    this.changes = changes;
    this.prefix = prefix.clone();
  }

  boolean matches(Document document, Document query) {
    return documentMatchesQuery(document, query);
  }

  private boolean isRecorded() {
    return !getCollectionName().startsWith("system.");
  }

  private byte[] key(long record) {
    return Store.join(prefix, Store.number(record));
  }

  private static long record(byte[] key) {
    return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
  }

  // ---- reading

  @Override
  protected Document getDocument(Long record) {
    byte[] bson = store.get(key(record));
    return bson == null ? null : Catalog.document(bson);
  }

  /** The document with the id, null when there is none. */
  Document byId(Object id) {
    Long record = idIndex().getPosition(new Document("_id", id));
    return record == null ? null : getDocument(record);
  }

  private StoredIndex idIndex() {
    return (StoredIndex)
        getIndexes().stream()
            .filter(index -> index.getName().equals("_id_"))
            .findFirst()
            .orElseThrow();
  }

  /** Where the document is stored. */
  Long positionOf(Document document) {
    return document == removed ? removedFrom : idIndex().getPosition(document);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    List<Plan> plans = plans(query, orderBy);
    try {
      if (plans.isEmpty()) {
        return matchDocuments(query, orderBy, skip, limit, batchSize, projection);
      }
      boolean sorted = plans.stream().allMatch(Plan::sorted);
      Comparator<Document> order = deriveComparator(orderBy);
      return matchDocumentsFromStream(
          query,
          documents(plans, sorted ? order : null),
          skip,
          limit,
          batchSize,
          sorted ? null : order,
          projection);
    } finally {
      store.endOfQuery();
    }
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    return matchDocumentsFromStream(
        all(isNaturalDescending(orderBy)), query, orderBy, skip, limit, batchSize, projection);
  }

  /**
   * @param order in which each scan yields its documents and all together shall; null for any
   */
  private Stream<Document> documents(List<Plan> plans, Comparator<Document> order) {
    List<Iterator<Long>> scans = new ArrayList<>();
    for (Plan plan : plans) {
      if (plan.merged() && order != null) {
        plan.ranges()
            .forEach(
                range ->
                    scans.add(
                        plan.index().scan(Collections.singletonList(range), plan.backwards())));
      } else {
        scans.add(plan.index().scan(plan.ranges(), plan.backwards()));
      }
    }
    if (scans.size() == 1) {
      return stream(scans.get(0)).map(this::read).filter(Objects::nonNull);
    }
    Set<Long> seen = new HashSet<>(); // a document may be met in several scans
    if (order == null) {
      return scans.stream()
          .flatMap(StoredCollection::stream)
          .filter(seen::add)
          .map(this::read)
          .filter(Objects::nonNull);
    }
    return stream(new Merge(scans, order))
        .filter(found -> seen.add(found.record()))
        .map(Found::document);
  }

  private record Found(long record, Document document) {}

  /** Several scans, each in the order, as one in the order. */
  private final class Merge implements Iterator<Found> {

    private record Head(Found found, Iterator<Long> rest) {}

    private final PriorityQueue<Head> heads;

    Merge(List<Iterator<Long>> scans, Comparator<Document> order) {
      heads =
          new PriorityQueue<>(
              scans.size(), Comparator.comparing(head -> head.found().document(), order));
      scans.forEach(this::advance);
    }

    private void advance(Iterator<Long> scan) {
      while (scan.hasNext()) {
        long record = scan.next();
        Document document = read(record);
        if (document != null) {
          heads.add(new Head(new Found(record, document), scan));
          return;
        }
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public Found next() {
      Head head = heads.remove();
      advance(head.rest());
      return head.found();
    }
  }

  // a document may be gone between index and store while others write
  private Document read(Long record) {
    store.countRead();
    return getDocument(record);
  }

  private Stream<Document> all(boolean backwards) {
    return stream(store.range(prefix, Store.after(prefix), backwards))
        .map(
            entry -> {
              store.countRead();
              return Catalog.document(entry.value());
            });
  }

  private static <T> Stream<T> stream(Iterator<T> items) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
  }

  /**
   * How indexes serve the query best: one alone, or one for each branch of an {@code $or}; empty
   * when reading all is as good.
   */
  List<Plan> plans(Document query, Document orderBy) {
    List<Document> conditions = Range.conditions(query);
    Plan one = plan(conditions, orderBy);
    List<Plan> best = one == null ? List.of() : List.of(one);
    int worth = one == null ? 0 : one.worth();
    for (Document condition : conditions) {
      if (condition.get("$or") instanceof Collection<?> or && !or.isEmpty()) {
        List<Plan> branches = branches(conditions, condition, or, orderBy);
        int least = branches.stream().mapToInt(Plan::worth).min().orElse(0);
        if (least > worth) {
          best = branches;
          worth = least;
        }
      }
    }
    return best;
  }

  private List<Plan> branches(
      List<Document> conditions, Document condition, Collection<?> or, Document orderBy) {
    List<Plan> plans = new ArrayList<>();
    for (Object branch : or) {
      List<Document> all = new ArrayList<>(conditions);
      all.remove(condition);
      all.addAll(Range.conditions((Document) branch));
      Plan plan = plan(all, orderBy);
      if (plan == null) {
        return List.of();
      }
      plans.add(plan);
    }
    long scans = plans.stream().mapToInt(plan -> plan.merged() ? plan.ranges().size() : 1).sum();
    return scans > Plan.MOST_MERGED
        ? plans.stream().map(Plan::unsorted).toList()
        : List.copyOf(plans);
  }

  private Plan plan(List<Document> conditions, Document orderBy) {
    Plan best = null;
    for (Index<Long> index : getIndexes()) {
      Plan plan = ((StoredIndex) index).plan(conditions, orderBy);
      if (plan != null && plan.worth() > (best == null ? 0 : best.worth())) {
        best = plan;
      }
    }
    return best;
  }

  /** What this thread's aggregation matches first, so that it need not read everything. */
  void narrow(Document match) {
    if (match == null) {
      narrowed.remove();
    } else {
      narrowed.set(match);
    }
  }

  @Override
  public Stream<Document> queryAllAsStream() {
    Document match = narrowed.get();
    List<Plan> plans = match == null ? List.of() : plans(match, null);
    return plans.isEmpty() ? all(false) : documents(plans, null);
  }

  @Override
  public int count() {
    return Math.toIntExact(store.numberNow(Store.join(COUNT, prefix)));
  }

  @Override
  protected int getDataSize() {
    return (int) Math.min(Integer.MAX_VALUE, store.numberNow(Store.join(SIZE, prefix)));
  }

  @Override
  protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
    List<Long> records = new ArrayList<>();
    store
        .range(prefix, Store.after(prefix), false)
        .forEachRemaining(e -> records.add(record(e.key())));
    store.endOfQuery();
    return records.stream().map(record -> new DocumentWithPosition<>(getDocument(record), record));
  }

  // ---- writing

  @Override
  protected boolean tracksDataSize() {
    return false; // counted here with the bytes that are stored
  }

  @Override
  protected void updateDataSize(int delta) {
    throw new IllegalStateException("The size is counted with the stored bytes");
  }

  @Override
  protected Long addDocumentInternal(Document document) {
    long record = store.numberNow(NEXT_RECORD) + 1;
    store.add(NEXT_RECORD, 1);
    byte[] bson = Catalog.bson(document);
    store.put(key(record), bson);
    store.add(Store.join(COUNT, prefix), 1);
    store.add(Store.join(SIZE, prefix), bson.length);
    if (isRecorded()) {
      changes.inserted(getFullName(), document);
    }
    return record;
  }

  @Override
  public synchronized void removeDocument(Document document) {
    if (getIndexes().isEmpty()) {
      super.removeDocument(document);
      return;
    }
    removedFrom = idIndex().getPosition(document);
    removed = document;
    try {
      super.removeDocument(document);
    } finally {
      removed = null;
      removedFrom = null;
    }
  }

  @Override
  protected void removeDocument(Long record) {
    byte[] bson = store.get(key(record));
    store.delete(key(record));
    store.add(Store.join(COUNT, prefix), -1);
    store.add(Store.join(SIZE, prefix), -bson.length);
    if (isRecorded()) {
      changes.deleted(getFullName(), Catalog.document(bson).get("_id"));
    }
  }

  @Override
  protected void handleUpdate(Long record, Document before, Document now) {
    byte[] old = store.get(key(record));
    byte[] bson = Catalog.bson(now);
    store.put(key(record), bson);
    store.add(Store.join(SIZE, prefix), bson.length - old.length);
    if (isRecorded()) {
      if (replacing) {
        changes.replaced(getFullName(), now);
      } else {
        changes.updated(getFullName(), before, now);
      }
    }
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    replacing = isReplacement(update);
    return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    replacing = query.get("update") instanceof Document update && isReplacement(update);
    return super.findAndModify(query);
  }

  private static boolean isReplacement(Document update) {
    return update.keySet().stream().noneMatch(key -> key.startsWith("$"));
  }

  @Override
  public void drop() {
    super.drop();
    store.deleteRange(prefix, Store.after(prefix));
    store.delete(Store.join(COUNT, prefix));
    store.delete(Store.join(SIZE, prefix));
    if (isRecorded()) {
      changes.dropped(getFullName());
    }
  }
}
