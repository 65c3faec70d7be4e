package iot.smarthome.cdc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What the relays of one collection remember together. */
interface CdcStore {

  /**
   * The lease as stored.
   *
   * @param fence grows by one with each holder
   * @param beat grows by one with each sign of life
   * @param released given up by its holder: to be had at once
   */
  record Lease(long fence, long beat, boolean released) {}

  /** A document once published: its id and the last version. */
  record Published(BsonValue id, long version) {}

  Optional<Lease> lease();

  /**
   * @return false when somebody else was first
   */
  boolean createLease(String holder, long fence);

  /** Takes the lease if it still is as seen; the new fence is one more. */
  boolean takeLease(String holder, Lease seen);

  /**
   * @return false when the lease now has another fence
   */
  boolean renewLease(long fence);

  void releaseLease(long fence);

  /** The highest fence that has claimed the token; 0 when none has. */
  long claimedFence();

  /**
   * From now on nobody with a smaller fence can store a token.
   *
   * @return the token stored last, if any
   * @throws LeaseLostException when a higher fence was here before
   */
  Optional<BsonDocument> claimToken(long fence);

  /**
   * @throws LeaseLostException when a higher fence has claimed the token
   */
  void storeToken(long fence, BsonDocument token);

  /**
   * Says of documents of a snapshot that Kafka may get them from now on, whether or not it is
   * recorded afterwards. Until then they are known to {@link #publishedAfter} alone.
   */
  void announce(Collection<Published> documents);

  void recordPublished(Collection<Published> documents);

  void forgetPublished(Collection<BsonValue> ids);

  /** Last published version by id text, for those of the ids that are known. */
  Map<String, Long> publishedVersions(Set<String> idTexts);

  /**
   * @param afterIdText exclusive, null for the start
   * @return at most {@code limit} published or announced documents in the order of their id text
   */
  List<Published> publishedAfter(String afterIdText, int limit);

  /** Puts aside a change that can never be published. */
  void reject(CdcChange change, String reason);
}
