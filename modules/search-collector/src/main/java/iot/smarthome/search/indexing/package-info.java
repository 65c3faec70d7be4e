/**
 * What changes becomes findable.
 *
 * <ul>
 *   <li>Every place and every device is one document of one index, behind the alias {@code things}.
 *   <li>A document is written under the version of its aggregate as external version: events that
 *       come late or again change nothing. What is gone leaves a document without content that
 *       keeps its version, because OpenSearch itself forgets deletions after a minute.
 *   <li>A thing carries the names, position and groups of the places it lies in. They are looked up
 *       when it is written and looked up once more after that; when a place changes, what lies in
 *       it and was written with what the place was before is written anew, under the version it
 *       has. Each closes the gap of the other, so the order of events does not matter, nor does the
 *       number of instances.
 *   <li>Events are acknowledged when OpenSearch has accepted them. While it does not answer, the
 *       queue fills, and then Kafka keeps the events.
 * </ul>
 */
package iot.smarthome.search.indexing;
