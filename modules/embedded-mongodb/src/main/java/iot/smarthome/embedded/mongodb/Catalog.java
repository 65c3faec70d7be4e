package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** Where in the store each collection and index lives, and how a document is written. */
final class Catalog {

  private static final byte[] NAMES = {'m'};
  private static final byte[] NEXT = {'n'};

  private final Store store;

  Catalog(Store store) {
    this.store = store;
  }

  /** The prefix of the named thing, given out once and kept. */
  byte[] prefixOf(char kind, String name) {
    byte[] key = Store.join(NAMES, Store.text(kind + name));
    byte[] known = store.get(key);
    if (known != null) {
      return known;
    }
    return store.write(
        () -> {
          long id = store.numberNow(NEXT) + 1;
          store.add(NEXT, 1);
          byte[] prefix = ByteBuffer.allocate(5).put((byte) kind).putInt((int) id).array();
          store.put(key, prefix);
          return prefix;
        });
  }

  void forget(char kind, String name) {
    store.delete(Store.join(NAMES, Store.text(kind + name)));
  }

  Set<String> databases() {
    Set<String> names = new TreeSet<>();
    byte[] from = Store.join(NAMES, Store.text("c"));
    Iterator<Store.Entry> entries = store.range(from, Store.after(from), false);
    while (entries.hasNext()) {
      String name = new String(entries.next().key(), StandardCharsets.UTF_8);
      names.add(name.substring(2, name.indexOf('.')));
    }
    store.endOfQuery();
    return names;
  }

  static byte[] bson(Document document) {
    ByteBuf buffer = Unpooled.buffer(512);
    try {
      BsonEncoder.encodeDocument(document, buffer);
      byte[] bytes = new byte[buffer.readableBytes()];
      buffer.readBytes(bytes);
      return bytes;
    } finally {
      buffer.release();
    }
  }

  static Document document(byte[] bson) {
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
  }
}
