package iot.smarthome.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CdcLeaseTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final InMemoryCdcStore store = new InMemoryCdcStore();
  private final CdcSettings settings = CdcSettings.DEFAULT;
  private final CdcLease first = new CdcLease(store, "first", settings, clock::get);
  private final CdcLease second = new CdcLease(store, "second", settings, clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void belongsToTheFirstWhoAsks() {
    assertThat(first.acquire()).isTrue();
    assertThat(second.acquire()).isFalse();
    assertThat(first.fence()).isEqualTo(1);
  }

  @Test
  void isTakenOverWhenTheBeatStoodStillForLeaseAndMargin() {
    first.acquire();
    assertThat(second.acquire()).isFalse();
    pass(settings.lease());
    assertThat(second.acquire()).isFalse();
    pass(settings.margin());
    assertThat(second.acquire()).isTrue();
    assertThat(second.fence()).isEqualTo(2);
  }

  @Test
  void staysWithAHolderThatKeepsIt() {
    first.acquire();
    for (int i = 0; i < 10; i++) {
      assertThat(second.acquire()).isFalse();
      pass(settings.renewEvery());
      first.keep();
    }
    assertThat(first.fence()).isEqualTo(1);
  }

  @Test
  void tellsADeposedHolder() {
    first.acquire();
    second.acquire();
    pass(settings.lease().plus(settings.margin()));
    second.acquire();
    assertThatThrownBy(first::keep).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(first::keep).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void isNotTrustedWhenRenewingTookTooLong() {
    InMemoryCdcStore slow =
        new InMemoryCdcStore() {
          @Override
          public synchronized boolean renewLease(long fence) {
            boolean renewed = super.renewLease(fence);
            pass(settings.lease());
            return renewed;
          }
        };
    CdcLease lease = new CdcLease(slow, "slow", settings, clock::get);
    lease.acquire();
    pass(settings.renewEvery());
    assertThatThrownBy(lease::keep).isInstanceOf(LeaseLostException.class);
    assertThat(lease.acquire()).as("nobody else took it").isTrue();
    assertThat(lease.fence()).isEqualTo(1);
  }

  @Test
  void isToBeHadAtOnceWhenGivenUp() {
    first.acquire();
    first.release();
    assertThat(second.acquire()).isTrue();
    assertThat(second.fence()).isEqualTo(2);
  }

  @Test
  void goesOnAboveTheClaimedFenceWhenTheLeaseDocumentWasRemoved() {
    first.acquire();
    store.claimToken(7);
    store.dropLease();
    assertThat(second.acquire()).isTrue();
    assertThat(second.fence()).isEqualTo(8);
  }

  @Test
  void onlyOneOfTwoCandidatesTakesIt() {
    first.acquire();
    CdcLease third = new CdcLease(store, "third", settings, clock::get);
    second.acquire();
    third.acquire();
    pass(settings.lease().plus(settings.margin()));
    assertThat(second.acquire()).isTrue();
    assertThat(third.acquire()).isFalse();
  }
}
