package dev.slipway.controllers.vitals;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody renews the lease. Each operator tries to get one that nobody renews; where that
 * does not happen, its elector has died, and it would wait or work alone for ever.
 */
public final class LeaseWatch {
  /** Four times as long as a lease lasts. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String identity;
  private final LongSupplier nanos;
  private @Nullable LeaseSpec seen;
  private long changedAt;
  private boolean leads;
  private long othersSince;

  /**
   * @param identity of this operator
   * @param nanos a clock that only goes forward
   */
  public LeaseWatch(String identity, LongSupplier nanos) {
    this.identity = identity;
    this.nanos = nanos;
    this.changedAt = nanos.getAsLong();
    this.othersSince = changedAt;
  }

  /** This operator has come to lead. */
  public synchronized void lead() {
    leads = true;
    othersSince = nanos.getAsLong();
  }

  /** What the API server has shown; nothing where it shows none. */
  public synchronized void see(@Nullable LeaseSpec now) {
    if (!Objects.equals(seen, now)) {
      seen = now;
      changedAt = nanos.getAsLong();
    }
    if (now == null || identity.equals(now.getHolderIdentity())) {
      othersSince = nanos.getAsLong();
    }
  }

  /** The API server did not answer: there is nothing to be said about the lease. */
  public synchronized void seeNothing() {
    changedAt = nanos.getAsLong();
    othersSince = changedAt;
  }

  public synchronized Optional<String> trouble() {
    if (isOver(changedAt)) {
      return Optional.of("nobody renews the lease");
    }
    return leads && isOver(othersSince)
        ? Optional.of("this operator works, and another one holds the lease")
        : Optional.empty();
  }

  private boolean isOver(long since) {
    return nanos.getAsLong() - since > PATIENCE.toNanos();
  }
}
