package dev.slipway.controllers.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A lease that nobody renews, or that another one holds, is noticed. */
class LeaseWatchTest {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong(1);
  private final LeaseWatch watch = new LeaseWatch("me", nanos::get);

  @Test
  void isWellWhileSomebodyRenewsIt() {
    for (var i = 0; i < 20; i++) {
      watch.see(lease("other", i));
      nanos.addAndGet(LOOK.toNanos());
    }

    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void noticesALeaseThatNobodyRenews() {
    for (var i = 0; i < 8; i++) {
      watch.see(lease("dead", 1));
      nanos.addAndGet(LOOK.toNanos());
    }

    assertThat(watch.trouble()).hasValue("nobody renews the lease");
  }

  @Test
  void saysNothingOfALeaseThatCannotBeSeen() {
    watch.see(lease("me", 1));
    for (var i = 0; i < 8; i++) {
      watch.seeNothing();
      nanos.addAndGet(LOOK.toNanos());
    }

    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void noticesThatItWorksWhileAnotherLeads() {
    watch.lead();
    for (var i = 0; i < 8; i++) {
      watch.see(lease("other", i));
      nanos.addAndGet(LOOK.toNanos());
    }

    assertThat(watch.trouble()).hasValueSatisfying(it -> assertThat(it).contains("another one"));
  }

  private static LeaseSpec lease(String holder, int renewed) {
    return new LeaseSpecBuilder()
        .withHolderIdentity(holder)
        .withRenewTime(ZonedDateTime.parse("2026-11-22T06:00:00Z").plusSeconds(renewed))
        .build();
  }
}
