package iot.smarthome.cdc;

import java.util.Optional;

/**
 * Turns a change of a document into the public event of it: never the raw document, only what the
 * event's contract names.
 */
@FunctionalInterface
public interface CdcMapping {

  /**
   * Called by one thread, in the order of the changes, again for a change that comes again. Must
   * depend on nothing but the change: a failure counts as permanent, and the change is put aside in
   * {@code cdc_rejected}.
   *
   * @return the event, or nothing when this change is of no interest outside
   */
  Optional<CdcEvent> map(CdcChange change);
}
