package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import dev.slipway.controllers.step.Action;
import java.util.Map;
import java.util.Optional;

/** One pod of each workload that had any, and CronJobs that still rest. The marks stay. */
record OneStarted() implements Posture {
  @Override
  public Optional<Action> change(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it when it.replicas() != wanted(recorded, it) ->
          Optional.of(Changes.of(it.object(), Map.of("replicas", wanted(recorded, it))));
      case Scalable _, Scheduled _ -> Optional.empty();
    };
  }

  @Override
  public Optional<String> awaited(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it -> it.awaitedFor(wanted(recorded, it));
      case Scheduled _ -> Optional.empty();
    };
  }

  private static int wanted(RecordedObject recorded, Scalable seen) {
    return Math.min(1, Posture.replicas(recorded, seen));
  }
}
