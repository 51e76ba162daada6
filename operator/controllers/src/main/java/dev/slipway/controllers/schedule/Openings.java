package dev.slipway.controllers.schedule;

import dev.slipway.api.plan.OnceWindow;
import dev.slipway.api.plan.RecurringWindow;
import dev.slipway.api.plan.Window;
import dev.slipway.controllers.step.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a plan's window is open: once, or again and again by the clock of a time zone. */
public sealed interface Openings {
  /**
   * @throws java.time.DateTimeException where there is no such time zone
   */
  static Openings of(Window window) {
    var once = window.once();
    return once == null ? recurring(window.recurring()) : new Once(once);
  }

  /** The one that this time is in. */
  Optional<Opening> at(Instant time);

  /** The first one that begins later. */
  Optional<Opening> after(Instant time);

  /** How long each of them is. */
  Duration length();

  private static Openings recurring(@Nullable RecurringWindow window) {
    if (window == null) {
      throw new IllegalArgumentException("the API server lets no window pass that says nothing");
    }
    return new Recurring(
        Cron.of(window.cron(), ZoneId.of(window.timeZone())), Durations.parse(window.duration()));
  }

  /** One. */
  record Once(OnceWindow window) implements Openings {
    @Override
    public Optional<Opening> at(Instant time) {
      return Optional.of(opening()).filter(it -> it.contains(time));
    }

    @Override
    public Optional<Opening> after(Instant time) {
      return Optional.of(opening()).filter(it -> it.start().isAfter(time));
    }

    @Override
    public Duration length() {
      return Duration.between(window.start(), window.end());
    }

    private Opening opening() {
      return new Opening(window.start(), window.end());
    }
  }

  /** One for each time of a cron line. */
  record Recurring(Cron cron, Duration length) implements Openings {
    @Override
    public Optional<Opening> at(Instant time) {
      return cron.lastUntil(time).map(this::from).filter(it -> it.contains(time));
    }

    @Override
    public Optional<Opening> after(Instant time) {
      return cron.next(time).map(this::from);
    }

    private Opening from(Instant start) {
      return new Opening(start, start.plus(length));
    }
  }
}
