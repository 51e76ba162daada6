package dev.slipway.controllers.vitals;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long this operator may work, going by when it was last seen to have renewed its lease. The
 * elector itself notices a lost lease only once its request has come to an end, which may be after
 * another one leads.
 */
public final class Tenure {
  /** Less than a lease lasts, by what a look at it may take. */
  private static final Duration LENGTH = Duration.ofSeconds(11);

  private final String identity;
  private final Clock clock;
  private final LongSupplier nanos;
  private boolean leads;
  private long renewedAt;

  /**
   * @param clock by which this operator says when it renews
   * @param nanos a clock that only goes forward
   */
  public Tenure(String identity, Clock clock, LongSupplier nanos) {
    this.identity = identity;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** This operator has come to lead. */
  public synchronized void begin() {
    leads = true;
    renewedAt = nanos.getAsLong();
  }

  /** What the API server has shown of the lease. */
  public synchronized void see(@Nullable LeaseSpec now) {
    if (now != null && identity.equals(now.getHolderIdentity()) && now.getRenewTime() != null) {
      var age = Duration.between(now.getRenewTime().toInstant(), clock.instant());
      var at = nanos.getAsLong() - (age.isNegative() ? 0 : age.toNanos());
      renewedAt = leads ? Math.max(renewedAt, at) : at;
    }
  }

  /** Whether another one may lead by now. */
  public synchronized boolean isOver() {
    return leads && nanos.getAsLong() - renewedAt > LENGTH.toNanos();
  }
}
