package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.StepResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;

/** The workloads, on their way to rest and back. */
public final class Replicas {
  private Replicas() {}

  public static StepResult reduce(
      App app, QuiesceRecord record, HasMetadata holder, Duration elapsed) {
    return new StepResult.Stall(
        "NotWritten",
        "this comes next: " + app + " " + record + holder + elapsed,
        Duration.ofMinutes(1));
  }

  public static StepResult stop(
      App app, QuiesceRecord record, HasMetadata holder, Duration elapsed) {
    return new StepResult.Stall(
        "NotWritten",
        "this comes next: " + app + " " + record + holder + elapsed,
        Duration.ofMinutes(1));
  }

  public static StepResult startOne(App app, QuiesceRecord record, Duration elapsed) {
    return new StepResult.Stall(
        "NotWritten", "this comes next: " + app + " " + record + elapsed, Duration.ofMinutes(1));
  }

  public static StepResult giveBack(App app, QuiesceRecord record, Duration elapsed) {
    return new StepResult.Stall(
        "NotWritten", "this comes next: " + app + " " + record + elapsed, Duration.ofMinutes(1));
  }
}
