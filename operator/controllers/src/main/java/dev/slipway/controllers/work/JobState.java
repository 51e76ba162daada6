package dev.slipway.controllers.work;

import dev.slipway.api.status.Progress;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a worker's Job is, as its pod and itself tell. */
public sealed interface JobState {
  /**
   * @param on what it waits for, or that it works
   * @param progress what the worker said last of how far it is
   * @param obstacle what keeps it from that; absent where nothing does
   */
  record Running(String on, @Nullable Progress progress, @Nullable Obstacle obstacle)
      implements JobState {
    /** A worker that works, or is about to. */
    public Running(String on) {
      this(on, null, null);
    }

    /** A worker that cannot work yet. */
    public Running(Obstacle obstacle) {
      this(obstacle.message(), null, obstacle);
    }
  }

  /** The worker came to an end of its own, and said which. */
  record Reported(WorkReport report, Instant at) implements JobState {}

  /** The worker ended without a word: killed, evicted, out of time, gone. */
  record Lost(String reason, String message, Instant at) implements JobState {
    Lost(WorkerTrouble trouble, String message, Instant at) {
      this(trouble.reason(), message, at);
    }
  }
}
