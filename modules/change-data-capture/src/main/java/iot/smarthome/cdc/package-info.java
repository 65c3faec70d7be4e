/**
 * Change data capture: what changes in a MongoDB collection becomes an event on Kafka.
 *
 * <p>A {@link iot.smarthome.cdc.CdcRelay} reads the collection's change stream, so it sees a change
 * only after the write is durable. It hands each change to the service's {@link
 * iot.smarthome.cdc.CdcMapping}, which makes the public event of it, and publishes that. The place
 * in the stream (resume token) is stored only when Kafka has acknowledged everything before it.
 * Delivery is therefore at least once and in order per key: after a crash the changes behind the
 * stored token come again, with the same event id.
 *
 * <p>One relay per collection is active. It holds a lease ({@code cdc_leases}) whose number, the
 * fence, grows with each holder; tokens ({@code cdc_tokens}) are written under the condition that
 * the fence is still the writer's. No clocks are compared: the holder counts a beat up, and a
 * candidate takes over when it has seen the beat stand still, by its own monotonic clock, for the
 * lease's duration and a margin. A holder paused at the wrong moment may send a record after its
 * successor has started (Kafka does not know the fence): consumers compare versions.
 *
 * <p>{@code cdc_published} keeps, per document, the last version published. A deletion takes its
 * version from there, since the change stream no longer has the document, and a re-snapshot finds
 * there which documents vanished while the history was lost. A snapshot announces its documents
 * there before Kafka gets them: one that is deleted after a crash in the snapshot is found as well.
 *
 * <p>When there is no token yet, or the server no longer has the history behind it, the collection
 * is published anew: start position first, then every document, then deletions, then the stream.
 */
package iot.smarthome.cdc;
