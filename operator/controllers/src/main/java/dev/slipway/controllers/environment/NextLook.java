package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * When an environment is looked at again. Each has its own place in time, so that many do not come
 * at once: neither by and by, nor when an operator begins that was away for long.
 */
record NextLook(EnvironmentView seen) {
  private static final Duration LONGEST_SPREAD = Duration.ofMinutes(30);
  private static final int SHARES = 1000;

  /** Not during a release: its fence would end the session, and that would look like a fault. */
  boolean isDue(Instant last) {
    return !seen.isBusy()
        && (isRequested() || isOutdated(last) || !seen.now().isBefore(after(last)));
  }

  boolean isRequested() {
    return seen.request().isPresent();
  }

  /** A release or restore has changed what was seen. */
  private boolean isOutdated(Instant last) {
    return seen.lastReleased().filter(last::isBefore).isPresent();
  }

  private Instant after(Instant last) {
    var every = Durations.parse(seen.spec().observeEvery());
    var next = last.plus(every).minus(share(every.dividedBy(10)));
    if (!next.isBefore(seen.operatorStart())) {
      return next;
    }
    var spread = every.compareTo(LONGEST_SPREAD) < 0 ? every : LONGEST_SPREAD;
    return seen.operatorStart().plus(share(spread));
  }

  /** The same part of it for one environment at all times. */
  private Duration share(Duration whole) {
    var uid = seen.environment().getMetadata().getUid();
    return whole.multipliedBy(Math.floorMod(uid.hashCode(), SHARES)).dividedBy(SHARES);
  }
}
