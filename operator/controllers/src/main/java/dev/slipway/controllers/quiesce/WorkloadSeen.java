package dev.slipway.controllers.quiesce;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Map;

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
