package iot.smarthome.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class CdcHealthTest {

  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Hand clock = new Hand();
  private final CdcStatus status = new CdcStatus(clock);
  private final CdcLiveness liveness = new CdcLiveness(null, "test", Duration.ofMinutes(3));

  @Test
  void aRelayThatWaitsForKafkaIsAlive() {
    clock.now = clock.now.plusSeconds(1000);
    status.failed(new IllegalStateException("Kafka is away"));
    assertThat(liveness.isAlive(status)).isTrue();
    assertThat(status.lastFailure()).contains("Kafka is away");
  }

  @Test
  void aRelayThatHangsOrHasEndedIsNot() {
    clock.now = clock.now.plus(Duration.ofMinutes(4));
    assertThat(liveness.isAlive(status)).isFalse();
    status.become(CdcStatus.State.STOPPED);
    assertThat(liveness.isAlive(status)).isFalse();
  }

  @Test
  void lagIsTheAgeOfTheOldestChangeUnderWay() {
    status.waitingSince(clock.now);
    clock.now = clock.now.plusMillis(2500);
    assertThat(status.lagSeconds()).isEqualTo(2.5);
    status.caughtUp();
    assertThat(status.lagSeconds()).isZero();
  }

  @Test
  void idsBecomeText() {
    ObjectId objectId = new ObjectId();
    assertThat(CdcChange.textOf(new BsonString("x"))).isEqualTo("x");
    assertThat(CdcChange.textOf(new BsonObjectId(objectId))).isEqualTo(objectId.toHexString());
    assertThat(CdcChange.textOf(new BsonInt32(3))).isEqualTo("{\"id\": 3}");
  }

  @Test
  void aChangeHasItsDocumentAsJavaValuesToo() {
    CdcChange change =
        new CdcChange(
            CdcOperation.CREATED,
            new BsonString("x"),
            new BsonDocument("n", new BsonInt32(3)),
            1,
            false,
            Instant.EPOCH);
    assertThat(change.asDocument().orElseThrow().getInteger("n")).isEqualTo(3);
  }

  @Test
  void refusesALeaseThatCannotBeRenewedTwice() {
    assertThatThrownBy(
            () ->
                CdcSettings.DEFAULT.withLease(
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CdcSettings.DEFAULT.withBatches(0, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
