package dev.slipway.controllers.work;

/**
 * How many workers may run at once. What an app is closed for is never kept waiting by it, and
 * counts all the same.
 *
 * @param cluster in all namespaces together
 * @param environment in one environment
 */
public record WorkerLimits(int cluster, int environment) {
  public static final WorkerLimits DEFAULT = new WorkerLimits(20, 3);

  public WorkerLimits {
    if (cluster < 1 || environment < 1) {
      throw new IllegalArgumentException(
          "at least one worker has to be allowed: per cluster "
              + cluster
              + ", per environment "
              + environment);
    }
  }
}
