package dev.slipway.controllers.quiesce;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workload that an environment names and that is there. */
public sealed interface WorkloadSeen {
  HasMetadata object();

  /**
   * A Deployment or StatefulSet.
   *
   * @param replicas that its spec asks for
   * @param ready pods that are ready, as its status says
   * @param statusIsCurrent whether its status speaks of the spec as it is now
   * @param podLabels of its pod template
   * @param pods that exist by its selector, terminating ones included
   */
  record Scalable(
      HasMetadata object,
      int replicas,
      int ready,
      boolean statusIsCurrent,
      Map<String, String> podLabels,
      List<Pod> pods)
      implements WorkloadSeen {
    public Scalable {
      podLabels = Map.copyOf(podLabels);
      pods = List.copyOf(pods);
    }

    /** What it still needs until so many pods are ready, in words. */
    Optional<String> awaitedFor(int wanted) {
      if (statusIsCurrent && ready >= wanted) {
        return Optional.empty();
      }
      var name = object.getKind() + " " + object.getMetadata().getName();
      var trouble = PodTrouble.of(pods).map(words -> "; " + words).orElse("");
      return Optional.of(name + " to be ready (" + ready + " of " + wanted + ")" + trouble);
    }
  }

  /**
   * A CronJob.
   *
   * @param running Jobs of it that have not ended, by name
   */
  record Scheduled(CronJob object, boolean suspended, List<String> running)
      implements WorkloadSeen {
    public Scheduled {
      running = List.copyOf(running);
    }
  }
}
