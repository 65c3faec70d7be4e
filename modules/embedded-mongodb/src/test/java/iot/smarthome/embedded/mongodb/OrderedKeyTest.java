package iot.smarthome.embedded.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderedKeyTest {

  /** In the order of MongoDB's manual. */
  private static final List<Object> ASCENDING =
      Arrays.asList(
          MinKey.getInstance(),
          null,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          Long.MIN_VALUE,
          -1.5,
          -1,
          0,
          1e-300,
          1,
          1.5,
          2L,
          (1L << 53),
          (1L << 53) + 1,
          (1L << 53) + 2,
          Long.MAX_VALUE - 1,
          Long.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          "",
          "\0",
          "\0a",
          "a",
          "a\0",
          "a\0b",
          "aa",
          "b",
          "é",
          new Document("a", 1),
          new Document("a", 2),
          new Document("a", 2).append("b", 1),
          List.of(),
          List.of(1),
          List.of(1, 2),
          new UUID(1, 2),
          new ObjectId("000000000000000000000001"),
          new ObjectId("000000000000000000000002"),
          false,
          true,
          Instant.EPOCH.minusMillis(1),
          Instant.EPOCH,
          Instant.parse("2026-11-24T10:15:30Z"),
          MaxKey.getInstance());

  @Test
  void ordersValuesAsTheManualSays() {
    for (int i = 0; i < ASCENDING.size(); i++) {
      for (int j = 0; j < ASCENDING.size(); j++) {
        int order =
            Arrays.compareUnsigned(
                OrderedKey.of(ASCENDING.get(i)), OrderedKey.of(ASCENDING.get(j)));
        assertThat(Integer.signum(order))
            .as("%s and %s", ASCENDING.get(i), ASCENDING.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void ordersLongsExactlyAlsoWhereDoublesCannot() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextBoolean() ? a + random.nextInt(5) - 2 : random.nextLong();
      assertThat(Integer.signum(Arrays.compareUnsigned(OrderedKey.of(a), OrderedKey.of(b))))
          .as("%d and %d", a, b)
          .isEqualTo(Long.compare(a, b));
    }
  }

  @Test
  void makesNumbersOfEqualValueEqual() {
    assertThat(OrderedKey.of(1)).isEqualTo(OrderedKey.of(1L)).isEqualTo(OrderedKey.of(1.0));
    assertThat(OrderedKey.of(-0.0)).isEqualTo(OrderedKey.of(0));
    assertThat(OrderedKey.of(Missing.getInstance())).isEqualTo(OrderedKey.of(null));
  }

  @Test
  void turnsTheOrderByInversionAlsoInCompoundKeys() {
    for (Object a : ASCENDING) {
      for (Object b : ASCENDING) {
        byte[] x = OrderedKey.of(a);
        byte[] y = OrderedKey.of(b);
        assertThat(
                Integer.signum(
                    Arrays.compareUnsigned(OrderedKey.inverted(x), OrderedKey.inverted(y))))
            .isEqualTo(-Integer.signum(Arrays.compareUnsigned(x, y)));
      }
    }
  }

  @Test
  void boundsARangeToItsType() {
    byte[] key = OrderedKey.of("zzz");
    assertThat(Arrays.compareUnsigned(OrderedKey.endOfType(key), key)).isPositive();
    assertThat(
            Arrays.compareUnsigned(OrderedKey.endOfType(key), OrderedKey.of(new Document("a", 1))))
        .isNegative();
    assertThat(Arrays.compareUnsigned(OrderedKey.startOfType(key), OrderedKey.of(""))).isNegative();
  }
}
