package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.StepResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;

/** The Services by which users come in: closed, and opened again. */
public final class Doors {
  private Doors() {}

  public static StepResult close(App app, QuiesceRecord record, HasMetadata holder) {
    return new StepResult.Stall(
        "NotWritten", "this comes next: " + app + " " + record + holder, Duration.ofMinutes(1));
  }

  public static StepResult open(App app, QuiesceRecord record) {
    return new StepResult.Stall(
        "NotWritten", "this comes next: " + app + " " + record, Duration.ofMinutes(1));
  }

  /** The Service that leads to the app while this one leads nowhere. */
  public static String shadowOf(String service) {
    return Shadow.nameFor(service);
  }
}
