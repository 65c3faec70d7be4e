/**
 * A server that speaks MongoDB's protocol over RocksDB, for development and tests.
 *
 * <p>Documents, index entries and change events of one command go into one write batch, so a crash
 * leaves either all or nothing of it; the reply goes out after the write-ahead log is on disk, one
 * flush for all commands that wait. Writes are serialised; that is what makes the order of change
 * events the order of the writes.
 */
package iot.smarthome.embedded.mongodb;
