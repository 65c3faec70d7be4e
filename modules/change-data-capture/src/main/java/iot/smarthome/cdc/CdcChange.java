package iot.smarthome.cdc;

import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;

/**
 * One change of one document.
 *
 * @param operation what happened
 * @param id the document's {@code _id}
 * @param document the document after the change; it may already be newer than this change (a later
 *     change of it then follows); null for a deletion
 * @param version the document's version after the change; for a deletion one more than the last
 *     version published, or 0 when none is known
 * @param snapshot true when found by publishing the collection anew: the change itself may have
 *     been published before
 * @param changedAt when the server applied the change; for a snapshot, when it was read
 */
public record CdcChange(
    CdcOperation operation,
    BsonValue id,
    BsonDocument document,
    long version,
    boolean snapshot,
    Instant changedAt) {

  /** The id as text: the string itself, an ObjectId's hex digits, else extended JSON. */
  public String idText() {
    return textOf(id);
  }

  /** The document with Java values, for mappings that prefer those to BSON ones. */
  public Optional<Document> asDocument() {
    return Optional.ofNullable(document)
        .map(
            bson ->
                new DocumentCodec().decode(bson.asBsonReader(), DecoderContext.builder().build()));
  }

  static String textOf(BsonValue id) {
    if (id.isString()) {
      return id.asString().getValue();
    }
    if (id.isObjectId()) {
      return id.asObjectId().getValue().toHexString();
    }
    return new BsonDocument("id", id).toJson();
  }
}
