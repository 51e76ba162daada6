package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.engine.order.CheckpointOrder;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.WorkOrder;

/** Has a worker keep the configuration, by the rules of the preset, and read it back. */
final class WriteCheckpoint implements Step<BackupView> {
  static final String STEP = "Checkpoint";

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    return new BackupWorker(seen, STEP)
        .carryOut(
            Persistence.DECIDED,
            Checkpointed.class,
            (step, access) ->
                new CheckpointOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.backups(),
                    access.app(),
                    seen.backup().getMetadata().getUid(),
                    requireNonNullElse(seen.spec().description(), ""),
                    JsonNodeFactory.instance.objectNode()));
  }
}
