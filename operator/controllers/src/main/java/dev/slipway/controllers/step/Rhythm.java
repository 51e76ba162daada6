package dev.slipway.controllers.step;

import java.time.Duration;

/** When a run is looked at again. */
public final class Rhythm {
  /** After an act: it takes the cluster a moment to show it. */
  public static final Duration SOON = Duration.ofMillis(100);

  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration FIRST_POLL = Duration.ofMillis(300);
  private static final Duration LAST_POLL = Duration.ofSeconds(5);
  private static final int POLLS = 20;

  private Rhythm() {}

  public static Duration after(StepResult result) {
    return switch (result) {
      case StepResult.Done _, StepResult.NotNeeded _, StepResult.Fail _ -> AT_ONCE;
      case StepResult.Act _ -> SOON;
      case StepResult.Wait(_, var after) -> atOnceOr(after);
      case StepResult.Stall(_, _, var after) -> atOnceOr(after);
    };
  }

  /** The longer something lasts, the less it matters to notice its end at once. */
  public static Duration poll(Duration elapsed) {
    return poll(elapsed, FIRST_POLL, LAST_POLL);
  }

  static Duration poll(Duration elapsed, Duration first, Duration last) {
    var some = elapsed.dividedBy(POLLS);
    if (some.compareTo(first) < 0) {
      return first;
    }
    return some.compareTo(last) < 0 ? some : last;
  }

  /** The framework takes zero for never. */
  private static Duration atOnceOr(Duration after) {
    return after.compareTo(AT_ONCE) < 0 ? AT_ONCE : after;
  }
}
