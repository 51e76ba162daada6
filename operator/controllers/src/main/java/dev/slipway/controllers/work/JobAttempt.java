package dev.slipway.controllers.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Job for a step, and how far it is.
 *
 * @param generation of the object that wanted it, when it was started
 * @param since when the Job is there
 * @param basis what it was told of what people may still change, as a few digits; absent where that
 *     is nothing, and of a Job of an earlier version
 */
public record JobAttempt(
    String step,
    int number,
    long generation,
    Instant since,
    JobState state,
    @Nullable String basis) {
  /** Of which nobody may change anything meanwhile. */
  public JobAttempt(String step, int number, long generation, Instant since, JobState state) {
    this(step, number, generation, since, state, null);
  }
}
