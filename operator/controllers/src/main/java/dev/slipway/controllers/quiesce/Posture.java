package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import dev.slipway.controllers.step.Action;
import java.util.Optional;

/** How the workloads of an app are wanted. */
interface Posture {
  /** What is to be changed; nothing where the spec is as wanted. */
  Optional<Action> change(RecordedObject recorded, WorkloadSeen seen);

  /** What the workload still has to come to, in words. */
  Optional<String> awaited(RecordedObject recorded, WorkloadSeen seen);

  static String nameOf(WorkloadSeen seen) {
    return seen.object().getKind() + " " + seen.object().getMetadata().getName();
  }

  static int replicas(RecordedObject recorded, Scalable seen) {
    return recorded.replicas() == null ? seen.replicas() : recorded.replicas();
  }

  static boolean suspended(RecordedObject recorded, Scheduled seen) {
    return recorded.suspend() == null ? seen.suspended() : recorded.suspend();
  }
}
