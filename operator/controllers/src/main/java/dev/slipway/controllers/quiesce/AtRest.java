package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import dev.slipway.controllers.step.Action;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * No more than so many pods of each workload, and nothing that a CronJob runs.
 *
 * @param holder whom the marks name
 */
record AtRest(int most, HasMetadata holder) implements Posture {
  private static final int NAMED = 3;

  @Override
  public Optional<Action> change(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it -> scaling(recorded, it);
      case Scheduled it -> suspending(recorded, it);
    };
  }

  @Override
  public Optional<String> awaited(RecordedObject recorded, WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it when it.pods().size() > wanted(recorded, it) ->
          Optional.of(names(it.pods()) + " of " + Posture.nameOf(it) + " to end");
      case Scalable it when !it.statusIsCurrent() ->
          Optional.of(Posture.nameOf(it) + " to be seen by its controller");
      case Scalable _ -> Optional.empty();
      case Scheduled it when !it.running().isEmpty() ->
          Optional.of(
              "Job " + String.join(", ", it.running()) + " of " + Posture.nameOf(it) + " to end");
      case Scheduled _ -> Optional.empty();
    };
  }

  private Optional<Action> scaling(RecordedObject recorded, Scalable seen) {
    var wanted = wanted(recorded, seen);
    var isHeldDown = wanted < Posture.replicas(recorded, seen);
    return seen.replicas() > wanted || (isHeldDown && !Mark.isOn(seen.object(), holder))
        ? Optional.of(marked(recorded, seen, Map.of("replicas", Math.min(wanted, seen.replicas()))))
        : Optional.empty();
  }

  private Optional<Action> suspending(RecordedObject recorded, Scheduled seen) {
    var isHeldDown = !Posture.suspended(recorded, seen);
    return !seen.suspended() || (isHeldDown && !Mark.isOn(seen.object(), holder))
        ? Optional.of(marked(recorded, seen, Map.of("suspend", true)))
        : Optional.empty();
  }

  private Action marked(RecordedObject recorded, WorkloadSeen seen, Map<String, Object> spec) {
    return Changes.marked(seen.object(), spec, Mark.of(holder, recorded));
  }

  private int wanted(RecordedObject recorded, Scalable seen) {
    return Math.min(most, Posture.replicas(recorded, seen));
  }

  private static String names(List<Pod> pods) {
    var named =
        pods.stream()
            .limit(NAMED)
            .map(pod -> pod.getMetadata().getName())
            .collect(Collectors.joining(", "));
    var count = pods.size() == 1 ? "1 pod" : pods.size() + " pods";
    return count + " (" + named + (pods.size() > NAMED ? ", …" : "") + ")";
  }
}
