/**
 * Makes the index anew, from the first change that Kafka keeps, while the old one is searched.
 *
 * <ol>
 *   <li>A new index is made under the alias {@code things-next}.
 *   <li>All changes are read from the beginning, places first, and written to it; then whatever
 *       comes in meanwhile, until nothing is left to read. Live events go on to the old index.
 *   <li>The alias {@code things} moves to the new index, at once for searches and for live events.
 *   <li>Everything that was in Kafka at that moment is still read and written to the new index: an
 *       event that went to the old index a moment before is in it as well. Versions make that safe.
 *   <li>The old index is deleted.
 * </ol>
 *
 * <p>One at a time: the state is one document with a lease. When the instance that works on it
 * dies, another finds the lease run out and begins again; what the dead one left is deleted. A new
 * index never becomes the searched one before it is complete. No instance has to know of a rebuild
 * that another one makes.
 */
package iot.smarthome.search.rebuild;
