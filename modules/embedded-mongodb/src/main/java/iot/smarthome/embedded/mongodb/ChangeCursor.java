package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An open change stream. */
final class ChangeCursor extends AbstractCursor {

  private static final int WINDOW = 1000;

  /** An entry of the change log. */
  record Change(long place, Document entry) {}

  private final ChangeLog log;
  private final String namespace;
  private final boolean looksUp;
  private final Aggregation pipeline;
  private long place;
  private boolean ended;

  ChangeCursor(
      long id, ChangeLog log, String namespace, boolean looksUp, Aggregation pipeline, long place) {
    super(id);
    this.log = log;
    this.namespace = namespace;
    this.looksUp = looksUp;
    this.pipeline = pipeline;
    this.place = place;
  }

  @Override
  public boolean isEmpty() {
    return ended;
  }

  /** Everything up to here was handed out. */
  synchronized Document token() {
    return ChangeLog.token(place);
  }

  @Override
  public synchronized List<Document> takeDocuments(int numberToReturn) {
    int most = numberToReturn > 0 ? numberToReturn : WINDOW;
    List<Document> events = new ArrayList<>();
    List<Change> changes;
    do {
      changes = log.after(place, WINDOW);
      for (Change change : changes) {
        if (events.size() >= most || ended) {
          return events;
        }
        if (ChangeLog.isSeen((String) change.entry().get("ns"), namespace)) {
          events.addAll(seen(event(change)));
        }
        place = change.place();
      }
    } while (changes.size() == WINDOW);
    return events;
  }

  private List<Document> seen(Document event) {
    List<Document> events = new ArrayList<>(pipeline.runStages(Stream.of(event)));
    if (event.get("operationType").equals("drop") && !namespace.endsWith(".1")) {
      ended = true;
      events.add(
          new Document("_id", event.get("_id"))
              .append("operationType", "invalidate")
              .append("clusterTime", event.get("clusterTime")));
    }
    return events;
  }

  private Document event(Change change) {
    Document entry = change.entry();
    String ns = (String) entry.get("ns");
    String operation = (String) entry.get("op");
    Document event =
        new Document("_id", ChangeLog.token(change.place()))
            .append("operationType", operation)
            .append("clusterTime", new BsonTimestamp(change.place()))
            .append("wallTime", entry.get("at"));
    if (entry.containsKey("fullDocument")) {
      event.append("fullDocument", entry.get("fullDocument"));
    } else if (looksUp && operation.equals("update")) {
      event.append("fullDocument", log.lookUp(ns, entry.get("id")));
    }
    event.append(
        "ns",
        new Document("db", Utils.getDatabaseNameFromFullName(ns))
            .append("coll", Utils.getCollectionNameFromFullName(ns)));
    if (!operation.equals("drop")) {
      event.append("documentKey", new Document("_id", entry.get("id")));
    }
    if (entry.containsKey("updateDescription")) {
      event.append("updateDescription", entry.get("updateDescription"));
    }
    return event;
  }
}
