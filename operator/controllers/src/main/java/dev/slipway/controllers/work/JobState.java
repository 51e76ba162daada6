package dev.slipway.controllers.work;

import dev.slipway.engine.order.WorkReport;
import java.time.Instant;

/** How far a worker's Job is, as its pod and itself tell. */
public sealed interface JobState {
  /**
   * @param on what it waits for, or that it works
   */
  record Running(String on) implements JobState {}

  /** The worker came to an end of its own, and said which. */
  record Reported(WorkReport report, Instant at) implements JobState {}

  /** The worker ended without a word: killed, evicted, out of time, gone. */
  record Lost(String reason, String message, Instant at) implements JobState {}
}
