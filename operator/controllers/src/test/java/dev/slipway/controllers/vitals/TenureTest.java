package dev.slipway.controllers.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An operator works only as long as nobody else can lead. */
class TenureTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final Duration TOO_LONG = Duration.ofSeconds(12);

  private final AtomicLong nanos = new AtomicLong(1);
  private final Tenure tenure = new Tenure("me", Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);

  @Test
  void isOverWhereTheLeaseIsNotSeenToBeRenewed() {
    tenure.begin();
    tenure.see(lease("me", NOW));
    nanos.addAndGet(TOO_LONG.toNanos());

    assertThat(tenure.isOver()).isTrue();
  }

  @Test
  void goesOnWhereItIs() {
    tenure.begin();
    nanos.addAndGet(TOO_LONG.toNanos());
    tenure.see(lease("me", NOW));

    assertThat(tenure.isOver()).isFalse();
  }

  /** The answer was long on its way: the lease is as old as it says. */
  @Test
  void countsFromTheRenewalAndNotFromTheAnswer() {
    tenure.begin();
    nanos.addAndGet(TOO_LONG.toNanos());
    tenure.see(lease("me", NOW.minus(TOO_LONG)));

    assertThat(tenure.isOver()).isTrue();
  }

  @Test
  void isNotProlongedByAnother() {
    tenure.begin();
    nanos.addAndGet(TOO_LONG.toNanos());
    tenure.see(lease("other", NOW));

    assertThat(tenure.isOver()).isTrue();
  }

  @Test
  void doesNotEndBeforeItHasBegun() {
    nanos.addAndGet(TOO_LONG.toNanos());

    assertThat(tenure.isOver()).isFalse();
  }

  private static LeaseSpec lease(String holder, Instant renewed) {
    return new LeaseSpecBuilder()
        .withHolderIdentity(holder)
        .withRenewTime(ZonedDateTime.ofInstant(renewed, ZoneOffset.UTC))
        .build();
  }
}
