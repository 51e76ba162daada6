package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import dev.slipway.controllers.step.Action;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every workload as it was, and no trace of us on it.
 *
 * @param autoscaled whose replicas are their autoscaler's business again once they were given back
 */
record AsRecorded(Set<String> autoscaled) implements Posture {
  @Override
  public Optional<Action> change(RecordedObject recorded, WorkloadSeen seen) {
    return isAsWanted(recorded, seen) && !Mark.isOn(seen.object())
        ? Changes.disowning(seen.object())
        : Optional.of(Changes.unmarked(seen.object(), spec(recorded, seen)));
  }

  @Override
  public Optional<String> awaited(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it when isAutoscaled(recorded) ->
          it.awaitedFor(Math.min(it.replicas(), Posture.replicas(recorded, it)));
      case Scalable it -> it.awaitedFor(Posture.replicas(recorded, it));
      case Scheduled _ -> Optional.empty();
    };
  }

  private boolean isAsWanted(RecordedObject recorded, WorkloadSeen seen) {
    return isAsRecorded(recorded, seen) || isAutoscaled(recorded);
  }

  private boolean isAutoscaled(RecordedObject recorded) {
    return autoscaled.contains(AutoscalerSeen.target(recorded.kind(), recorded.name()));
  }

  private static boolean isAsRecorded(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it -> it.replicas() == Posture.replicas(recorded, it);
      case Scheduled it -> it.suspended() == Posture.suspended(recorded, it);
    };
  }

  private static Map<String, Object> spec(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it -> Map.of("replicas", Posture.replicas(recorded, it));
      case Scheduled it -> Map.of("suspend", Posture.suspended(recorded, it));
    };
  }
}
