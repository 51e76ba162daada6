package dev.slipway.controllers.step;

import java.time.Duration;

/** What becomes of a step whose worker fails. */
public enum Persistence {
  /** Nothing has been changed yet: what people have to mend is awaited for as long as it takes. */
  PATIENT,
  /** The app is closed: what a retry does not help with ends the run, which is then undone. */
  DECIDED,
  /**
   * As {@link #DECIDED}, but a worker that was lost is followed by another for as long as it takes.
   */
  UNDAUNTED,
  /** The way back: it is tried until it works, whatever stands in the way. */
  STUBBORN;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE_FOR_PEOPLE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE_FOR_PEOPLE = Duration.ofMinutes(5);
  private static final int DECIDED_ATTEMPTS = 5;

  /** Whether another attempt is made after this one, which failed without a decision. */
  boolean triesAgainAfter(int attempt) {
    return this != DECIDED || attempt < DECIDED_ATTEMPTS;
  }

  /** Whether another attempt is made although somebody has to act first. */
  boolean waitsForPeople() {
    return this == PATIENT || this == STUBBORN;
  }

  /** Doubles with each attempt. */
  static Duration pause(int attempt) {
    return doubled(FIRST_PAUSE, attempt, LONGEST_PAUSE);
  }

  static Duration pauseForPeople(int attempt) {
    return doubled(FIRST_PAUSE_FOR_PEOPLE, attempt, LONGEST_PAUSE_FOR_PEOPLE);
  }

  private static Duration doubled(Duration first, int attempt, Duration longest) {
    var pause = first.multipliedBy(1L << Math.min(attempt - 1, 16));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
