package dev.slipway.controllers.work;

import java.time.Duration;

/** Whether a worker may begin. */
public sealed interface Turn {
  /** Now. */
  record Granted() implements Turn {}

  /**
   * Others come first.
   *
   * @param position 1 for the next one
   */
  record InLine(int position, WorkerLimits limits) implements Turn {
    private static final int EXACT = 10;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What people are told: far back it does not change with each step of the line. */
    public String inWords() {
      return "a free worker: "
          + (position <= EXACT
              ? "number " + position
              : "behind more than " + (position - 1) / 10 * 10)
          + " in line, as at most "
          + limits.cluster()
          + " run in the cluster and "
          + limits.environment()
          + " in an environment";
    }

    /** When to ask again: the sooner, the nearer. */
    public Duration askAgainAfter() {
      var after = Duration.ofMillis(750).plusMillis(250L * position);
      return after.compareTo(LONGEST) < 0 ? after : LONGEST;
    }
  }
}
