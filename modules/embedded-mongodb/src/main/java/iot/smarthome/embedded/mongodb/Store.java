package iot.smarthome.embedded.mongodb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with one write batch per command. A command's writes become visible together when it is
 * done, and durable together before it is answered: {@link #awaitDurable} flushes the write-ahead
 * log once for all that wait.
 */
final class Store implements AutoCloseable {

  static {
    RocksDB.loadLibrary();
  }

  /** An entry of a range. */
  record Entry(byte[] key, byte[] value) {}

  private final Options options = new Options().setCreateIfMissing(true);
  private final WriteOptions writeOptions = new WriteOptions();
  private final RocksDB db;
  private final ReentrantLock writer = new ReentrantLock();
  private final ThreadLocal<Batch> current = new ThreadLocal<>();
  private final ThreadLocal<List<RocksIterator>> opened = ThreadLocal.withInitial(ArrayList::new);
  private final Object flushing = new Object();
  private final Object committing = new Object();
  private final AtomicLong commits = new AtomicLong();
  private final LongAdder documentsRead = new LongAdder();
  private long flushed;

  private static final class Batch {
    private final WriteBatchWithIndex writes = new WriteBatchWithIndex(true);
    private final Map<ByteBuffer, Long> deltas = new HashMap<>();
  }

  Store(Path folder) {
    try {
      this.db = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      throw new IllegalStateException("The data folder cannot be opened: " + folder, e);
    }
  }

  /**
   * Runs a command that writes: alone, and all or nothing. A failure that the command itself raises
   * in MongoDB's words keeps what it did before, as MongoDB does; any other undoes it.
   */
  <T> T write(Supplier<T> command) {
    if (current.get() != null) {
      return command.get();
    }
    writer.lock();
    Batch batch = new Batch();
    current.set(batch);
    try {
      T answer;
      try {
        answer = command.get();
      } catch (de.bwaldvogel.mongo.exception.MongoServerException refused) {
        commit(batch);
        throw refused;
      }
      commit(batch);
      return answer;
    } finally {
      current.remove();
      batch.writes.close();
      writer.unlock();
    }
  }

  private void commit(Batch batch) {
    try {
      for (Map.Entry<ByteBuffer, Long> delta : batch.deltas.entrySet()) {
        byte[] key = delta.getKey().array();
        batch.writes.put(key, number(number(key) + delta.getValue()));
      }
      if (batch.writes.count() == 0) {
        return;
      }
      db.write(writeOptions, batch.writes);
      synchronized (committing) {
        commits.incrementAndGet();
        committing.notifyAll();
      }
    } catch (RocksDBException e) {
      throw new IllegalStateException("The write failed", e);
    }
  }

  /** Waits until all that this thread has committed is on disk. */
  void awaitDurable() {
    long mine = commits.get();
    synchronized (flushing) {
      if (flushed >= mine) {
        return;
      }
      long reached = commits.get();
      try {
        db.syncWal();
      } catch (RocksDBException e) {
        throw new IllegalStateException("The write-ahead log could not be flushed", e);
      }
      flushed = reached;
    }
  }

  long commits() {
    return commits.get();
  }

  /** Waits for a commit after the given one, at most so long. */
  void awaitCommit(long after, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (committing) {
      long left = millis;
      while (commits.get() == after && left > 0) {
        committing.wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }

  void put(byte[] key, byte[] value) {
    try {
      batch().writes.put(key, value);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  void delete(byte[] key) {
    try {
      batch().writes.delete(key);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds to a stored number when the command commits. */
  void add(byte[] key, long delta) {
    batch().deltas.merge(ByteBuffer.wrap(key), delta, Long::sum);
  }

  long number(byte[] key) {
    byte[] value = get(key);
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }

  /** The number with what the running command adds to it. */
  long numberNow(byte[] key) {
    Batch batch = current.get();
    long delta = batch == null ? 0 : batch.deltas.getOrDefault(ByteBuffer.wrap(key), 0L);
    return number(key) + delta;
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private Batch batch() {
    Batch batch = current.get();
    if (batch == null) {
      throw new IllegalStateException("Writes happen within a command");
    }
    return batch;
  }

  byte[] get(byte[] key) {
    try {
      Batch batch = current.get();
      if (batch == null) {
        return db.get(key);
      }
      try (ReadOptions read = new ReadOptions()) {
        return batch.writes.getFromBatchAndDB(db, read, key);
      }
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private RocksIterator iterator() {
    Batch batch = current.get();
    RocksIterator rows =
        batch == null ? db.newIterator() : batch.writes.newIteratorWithBase(db.newIterator());
    opened.get().add(rows);
    return rows;
  }

  void countRead() {
    documentsRead.increment();
  }

  /** How many documents queries have looked at. */
  long documentsRead() {
    return documentsRead.sum();
  }

  /** Closes what this thread's last query has read from. */
  void endOfQuery() {
    opened.get().forEach(RocksIterator::close);
    opened.get().clear();
  }

  /** Entries of {@code [from, to)}, backwards when asked; valid until {@link #endOfQuery}. */
  Iterator<Entry> range(byte[] from, byte[] to, boolean backwards) {
    RocksIterator rows = iterator();
    if (backwards) {
      rows.seekForPrev(to);
      if (rows.isValid() && Arrays.equals(rows.key(), to)) {
        rows.prev();
      }
    } else {
      rows.seek(from);
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (!rows.isValid()) {
          return false;
        }
        byte[] key = rows.key();
        return backwards
            ? Arrays.compareUnsigned(key, from) >= 0
            : Arrays.compareUnsigned(key, to) < 0;
      }

      @Override
      public Entry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Entry entry = new Entry(rows.key(), rows.value());
        if (backwards) {
          rows.prev();
        } else {
          rows.next();
        }
        return entry;
      }
    };
  }

  /** The first key of {@code [from, to)}, null when there is none. */
  byte[] firstKey(byte[] from, byte[] to) {
    Batch batch = current.get();
    RocksIterator base = db.newIterator();
    try (RocksIterator rows = batch == null ? base : batch.writes.newIteratorWithBase(base)) {
      rows.seek(from);
      return rows.isValid() && Arrays.compareUnsigned(rows.key(), to) < 0 ? rows.key() : null;
    }
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** The first key after all that begin with the prefix. */
  static byte[] after(byte[] prefix) {
    byte[] next = prefix.clone();
    for (int i = next.length - 1; i >= 0; i--) {
      if (++next[i] != 0) {
        return Arrays.copyOf(next, i + 1);
      }
    }
    throw new IllegalArgumentException("Nothing comes after a prefix of 0xFF bytes");
  }

  void deleteRange(byte[] from, byte[] to) {
    byte[] key = firstKey(from, to);
    while (key != null) {
      delete(key);
      key = firstKey(Arrays.copyOf(key, key.length + 1), to);
    }
  }

  /** Bytes on disk. */
  long fileSize() {
    try {
      return db.getLongProperty("rocksdb.total-sst-files-size");
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    awaitDurable();
    endOfQuery();
    db.close();
    writeOptions.close();
    options.close();
  }
}
