package dev.slipway.controllers.work;

import java.time.Instant;

/**
 * What keeps a worker from working. It goes on by itself once that is mended.
 *
 * @param message in the words of the kubelet, the scheduler or the API server
 * @param since when its pod, or else its Job, was made
 * @param environmentGeneration of the environment, when the Job was started; 0 where nobody knows
 */
public record Obstacle(
    WorkerTrouble trouble, String message, Instant since, long environmentGeneration) {
  /** Whether it has lasted so long that people have to know. */
  public boolean hasLasted(Instant now) {
    return !now.isBefore(since.plus(trouble.patience()));
  }

  /** Whether a new worker may fare better, as the environment says something else by now. */
  public boolean isOutdated(long generation) {
    return environmentGeneration != 0 && environmentGeneration != generation;
  }
}
