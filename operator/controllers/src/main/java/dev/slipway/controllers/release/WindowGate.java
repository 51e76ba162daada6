package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.Window;
import dev.slipway.controllers.schedule.Opening;
import dev.slipway.controllers.schedule.Openings;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan's window. What cannot come to its end within it, by the estimate and with a rollback, is
 * not begun.
 *
 * @param window absent: at any time
 * @param needed by the release
 */
record WindowGate(@Nullable Window window, Duration needed, Instant now) {
  static final String CLOSED = "the window to open at ";

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  static WindowGate of(MigrationPlan plan, Instant now) {
    var preview = ReleaseStatuses.orEmpty(plan.getStatus()).preview();
    return new WindowGate(plan.getSpec().window(), Estimate.worst(preview), now);
  }

  boolean isOpen() {
    return closed().isEmpty();
  }

  /** Why it cannot begin now. */
  Optional<StepResult> closed() {
    if (window == null) {
      return Optional.empty();
    }
    try {
      return closed(Openings.of(window));
    } catch (DateTimeException e) {
      return stall(
          "TimeZoneUnknown", "spec.window names a time zone that is not known: correct it");
    }
  }

  /** Whether the opening in which something began is over. */
  boolean hasClosedSince(Instant begin) {
    try {
      return window != null
          && Openings.of(window).at(begin).filter(it -> !now.isBefore(it.end())).isPresent();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<StepResult> closed(Openings openings) {
    if (openings.length().compareTo(needed) < 0) {
      return stall(
          "WindowTooShort",
          "the release is expected to need "
              + Durations.inWords(needed)
              + " with a rollback, and spec.window is never open for that long: make it longer");
    }
    var current = openings.at(now);
    if (current.isPresent() && !now.plus(needed).isAfter(current.get().end())) {
      return Optional.empty();
    }
    return openings
        .after(now)
        .<Optional<StepResult>>map(next -> Optional.of(wait(current, next)))
        .orElseGet(() -> over(current));
  }

  private StepResult wait(Optional<Opening> current, Opening next) {
    var tooLate = current.isPresent() ? " (" + tooLate() + " before this one closes)" : "";
    return new Wait(CLOSED + next.start() + tooLate, shorter(Duration.between(now, next.start())));
  }

  private Optional<StepResult> over(Optional<Opening> current) {
    return stall(
        "WindowOver",
        (current.isPresent() ? tooLate() + " before spec.window closes" : "spec.window is over")
            + ", and it does not open again: set another");
  }

  private String tooLate() {
    return "the release is expected to need "
        + Durations.inWords(needed)
        + " with a rollback, which cannot be done";
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static Optional<StepResult> stall(String reason, String message) {
    return Optional.of(new Stall(reason, message, LONGEST_WAIT));
  }
}
