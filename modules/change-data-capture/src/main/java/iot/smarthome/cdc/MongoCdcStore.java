package iot.smarthome.cdc;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/** The relays' memory beside the collection, in the same database, written with majority. */
final class MongoCdcStore implements CdcStore {

  private final String name;
  private final MongoCollection<BsonDocument> leases;
  private final MongoCollection<BsonDocument> tokens;
  private final MongoCollection<BsonDocument> published;
  private final MongoCollection<BsonDocument> rejected;

  /**
   * @param name of the relay, one per collection of the database
   */
  MongoCdcStore(MongoDatabase database, String name) {
    this.name = name;
    this.leases = durable(database, "cdc_leases");
    this.tokens = durable(database, "cdc_tokens");
    this.published = durable(database, "cdc_published");
    this.rejected = durable(database, "cdc_rejected");
  }

  private static MongoCollection<BsonDocument> durable(MongoDatabase database, String collection) {
    return database
        .getCollection(collection, BsonDocument.class)
        .withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public Optional<Lease> lease() {
    return Optional.ofNullable(leases.find(eq("_id", name)).first())
        .map(
            stored ->
                new Lease(
                    stored.getNumber("fence").longValue(),
                    stored.getNumber("beat").longValue(),
                    stored.getBoolean("released", BsonBoolean.FALSE).getValue()));
  }

  @Override
  public boolean createLease(String holder, long fence) {
    return inserted(
        leases,
        new BsonDocument("_id", new BsonString(name))
            .append("holder", new BsonString(holder))
            .append("fence", new BsonInt64(fence))
            .append("beat", new BsonInt64(1))
            .append("released", BsonBoolean.FALSE)
            .append("renewedAt", now()));
  }

  @Override
  public boolean takeLease(String holder, Lease seen) {
    return leases
            .updateOne(
                and(eq("_id", name), eq("fence", seen.fence()), eq("beat", seen.beat())),
                combine(
                    set("holder", holder),
                    set("released", false),
                    set("renewedAt", now()),
                    inc("fence", 1L),
                    inc("beat", 1L)))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean renewLease(long fence) {
    return leases
            .updateOne(
                and(eq("_id", name), eq("fence", fence)),
                combine(inc("beat", 1L), set("released", false), set("renewedAt", now())))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void releaseLease(long fence) {
    leases.updateOne(
        and(eq("_id", name), eq("fence", fence)), combine(inc("beat", 1L), set("released", true)));
  }

  @Override
  public long claimedFence() {
    BsonDocument stored = tokens.find(eq("_id", name)).first();
    return stored == null ? 0 : stored.getNumber("fence").longValue();
  }

  @Override
  public Optional<BsonDocument> claimToken(long fence) {
    boolean first =
        inserted(
            tokens,
            new BsonDocument("_id", new BsonString(name)).append("fence", new BsonInt64(fence)));
    if (!first) {
      long matched =
          tokens
              .updateOne(and(eq("_id", name), lte("fence", fence)), set("fence", fence))
              .getMatchedCount();
      if (matched == 0) {
        throw new LeaseLostException("the token is claimed by a fence above " + fence);
      }
    }
    return Optional.ofNullable(tokens.find(eq("_id", name)).first())
        .map(stored -> stored.get("token"))
        .filter(BsonValue::isDocument)
        .map(BsonValue::asDocument);
  }

  @Override
  public void storeToken(long fence, BsonDocument token) {
    long matched =
        tokens
            .updateOne(
                and(eq("_id", name), eq("fence", fence)),
                combine(set("token", token), set("storedAt", now())))
            .getMatchedCount();
    if (matched == 0) {
      throw new LeaseLostException("the token is no longer claimed by fence " + fence);
    }
  }

  @Override
  public void announce(Collection<Published> documents) {
    List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    for (Published document : documents) {
      Bson update =
          combine(
              set("documentId", document.id()),
              max("version", document.version()),
              setOnInsert("announced", true));
      writes.add(
          new UpdateOneModel<>(
              eq("_id", key(CdcChange.textOf(document.id()))),
              update,
              new UpdateOptions().upsert(true)));
    }
    bulk(writes);
  }

  @Override
  public void recordPublished(Collection<Published> documents) {
    List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    for (Published document : documents) {
      Bson update =
          combine(
              set("documentId", document.id()),
              max("version", document.version()),
              unset("announced"));
      writes.add(
          new UpdateOneModel<>(
              eq("_id", key(CdcChange.textOf(document.id()))),
              update,
              new UpdateOptions().upsert(true)));
    }
    bulk(writes);
  }

  @Override
  public void forgetPublished(Collection<BsonValue> ids) {
    List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    for (BsonValue id : ids) {
      writes.add(new DeleteOneModel<>(eq("_id", key(CdcChange.textOf(id)))));
    }
    bulk(writes);
  }

  private void bulk(List<WriteModel<BsonDocument>> writes) {
    if (!writes.isEmpty()) {
      published.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }

  @Override
  public Map<String, Long> publishedVersions(Set<String> idTexts) {
    Map<String, Long> versions = new HashMap<>();
    if (!idTexts.isEmpty()) {
      for (BsonDocument known :
          published.find(in("_id", idTexts.stream().map(this::key).toList()))) {
        if (!known.containsKey("announced")) {
          versions.put(
              known.getString("_id").getValue().substring(name.length() + 1),
              known.getNumber("version").longValue());
        }
      }
    }
    return versions;
  }

  @Override
  public List<Published> publishedAfter(String afterIdText, int limit) {
    List<Published> page = new ArrayList<>();
    // '0' is the character after '/': the range is this relay's keys, by the primary index alone
    Bson range = and(gt("_id", key(afterIdText == null ? "" : afterIdText)), lt("_id", name + "0"));
    for (BsonDocument known : published.find(range).sort(Sorts.ascending("_id")).limit(limit)) {
      page.add(new Published(known.get("documentId"), known.getNumber("version").longValue()));
    }
    return page;
  }

  @Override
  public void reject(CdcChange change, String reason) {
    BsonDocument record =
        new BsonDocument("_id", new BsonString(key(change.idText() + "/" + change.version())))
            .append("operation", new BsonString(change.operation().word()))
            .append("documentId", change.id())
            .append("document", change.document() == null ? BsonNull.VALUE : change.document())
            .append("reason", new BsonString(reason))
            .append("rejectedAt", now());
    rejected.replaceOne(eq("_id", record.get("_id")), record, new ReplaceOptions().upsert(true));
  }

  private String key(String idText) {
    return name + "/" + idText;
  }

  private static BsonDateTime now() {
    return new BsonDateTime(Date.from(Instant.now()).getTime());
  }

  private static boolean inserted(MongoCollection<BsonDocument> into, BsonDocument document) {
    try {
      into.insertOne(document);
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }
}
