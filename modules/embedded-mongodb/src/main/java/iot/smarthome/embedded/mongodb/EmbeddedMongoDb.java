package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A server of the MongoDB wire protocol on loopback that keeps its data in a folder. For
 * development and tests.
 */
public final class EmbeddedMongoDb implements AutoCloseable {

  /** How many changes a change stream may lag behind. */
  public static final long CHANGE_LOG_CAPACITY = 200_000;

  // connections are spread over the threads, and a change stream that waits keeps its thread
  private static final int WORKER_THREADS = 128;

  private final MongoServer server;
  private final StoredBackend backend;

  private EmbeddedMongoDb(MongoServer server, StoredBackend backend) {
    this.server = server;
    this.backend = backend;
  }

  /**
   * @param folder created when missing; one server at a time
   * @param port 0 for any free one
   * @throws IllegalStateException when the folder is in use, or the port taken
   */
  public static EmbeddedMongoDb start(Path folder, int port) {
    return start(folder, port, CHANGE_LOG_CAPACITY);
  }

  /**
   * @param changeLogCapacity how many changes are kept for change streams
   */
  public static EmbeddedMongoDb start(Path folder, int port, long changeLogCapacity) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StoredBackend backend = new StoredBackend(folder, changeLogCapacity, Clock.systemUTC());
    MongoServer server = new MongoServer(backend);
    try {
      server.bind(new InetSocketAddress("127.0.0.1", port), 1, WORKER_THREADS);
    } catch (RuntimeException e) {
      throw new IllegalStateException("MongoDB cannot listen on 127.0.0.1:" + port, e);
    }
    return new EmbeddedMongoDb(server, backend);
  }

  public int port() {
    return server.getLocalAddress().getPort();
  }

  public String connectionString() {
    return "mongodb://127.0.0.1:" + port();
  }

  /**
   * How many documents queries have looked at since the start: what {@code totalDocsExamined} of
   * MongoDB's {@code explain} is for one query. A test sees by it that an index is used.
   */
  public long documentsRead() {
    return backend.documentsRead();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments folder, port, and how many changes to keep (optional)
   */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedMongoDb server =
        start(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            arguments.length > 2 ? Long.parseLong(arguments[2]) : CHANGE_LOG_CAPACITY);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("listening on " + server.connectionString());
    Thread.currentThread().join();
  }
}
