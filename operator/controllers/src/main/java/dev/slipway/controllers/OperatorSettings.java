package dev.slipway.controllers;

import dev.slipway.controllers.work.WorkerLimits;
import org.jspecify.annotations.Nullable;

/**
 * What an operator is told from outside.
 *
 * @param workerImage the image of its workers, unless an environment names another
 * @param lease absent where there is only one operator, as in tests
 * @param workers how many run at once
 * @param listening absent where nobody asks how it is
 * @param release the name of the chart's release, with which the names of its policies begin
 */
public record OperatorSettings(
    String workerImage,
    @Nullable Lease lease,
    WorkerLimits workers,
    @Nullable Listening listening,
    String release) {
  private static final String STANDARD_RELEASE = "slipway";

  public OperatorSettings(String workerImage, @Nullable Lease lease) {
    this(workerImage, lease, WorkerLimits.DEFAULT, null);
  }

  public OperatorSettings(
      String workerImage,
      @Nullable Lease lease,
      WorkerLimits workers,
      @Nullable Listening listening) {
    this(workerImage, lease, workers, listening, STANDARD_RELEASE);
  }

  /**
   * The lease that one of several operators holds.
   *
   * @param namespace where it is, the operators' own
   * @param identity this operator's name, its pod's
   */
  public record Lease(String namespace, String identity) {}

  /**
   * Where an operator says how it is.
   *
   * @param address absent: all of them, as in a pod
   * @param healthPort for /healthz; 0 where any will do
   * @param metricsPort for /metrics
   */
  public record Listening(@Nullable String address, int healthPort, int metricsPort) {}
}
