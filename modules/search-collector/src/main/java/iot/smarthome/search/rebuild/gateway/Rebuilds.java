package iot.smarthome.search.rebuild.gateway;

import iot.smarthome.search.rebuild.entity.Rebuild;
import java.util.Optional;

/**
 * The one rebuild that is running, or ran last. Methods throw {@link
 * iot.smarthome.search.indexing.gateway.IndexUnavailableException} when OpenSearch does not answer.
 */
public interface Rebuilds {

  /** A rebuild as it was read. */
  record Known(Rebuild rebuild, Stamp stamp) {}

  /** What tells whether somebody else has written since. */
  record Stamp(long sequence, long term) {}

  Optional<Known> current();

  /**
   * @param before the stamp that was read, null when there was nothing
   * @return the new stamp, or nothing when somebody else has written since
   */
  Optional<Stamp> store(Rebuild rebuild, Stamp before);
}
