package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a workload is of interest here. */
final class WorkloadReading {
  private static final Set<String> ENDS_OF_JOBS = Set.of("Complete", "Failed");
  private static final Set<String> ENDS_OF_PODS = Set.of("Succeeded", "Failed");

  private WorkloadReading() {}

  static WorkloadSeen of(Deployment deployment, List<Pod> pods) {
    var status = deployment.getStatus();
    return new Scalable(
        deployment,
        requireNonNullElse(deployment.getSpec().getReplicas(), 1),
        status == null ? 0 : requireNonNullElse(status.getReadyReplicas(), 0),
        status != null && isCurrent(deployment, status.getObservedGeneration()),
        labels(deployment.getSpec().getTemplate()),
        living(pods));
  }

  static WorkloadSeen of(StatefulSet set, List<Pod> pods) {
    var status = set.getStatus();
    return new Scalable(
        set,
        requireNonNullElse(set.getSpec().getReplicas(), 1),
        status == null ? 0 : requireNonNullElse(status.getReadyReplicas(), 0),
        status != null && isCurrent(set, status.getObservedGeneration()),
        labels(set.getSpec().getTemplate()),
        living(pods));
  }

  static WorkloadSeen of(CronJob cronJob, List<Job> jobs) {
    return new Scheduled(
        cronJob,
        Boolean.TRUE.equals(cronJob.getSpec().getSuspend()),
        jobs.stream()
            .filter(job -> !hasEnded(job))
            .map(job -> job.getMetadata().getName())
            .toList());
  }

  private static boolean isCurrent(HasMetadata object, @Nullable Long observed) {
    return observed != null && observed >= object.getMetadata().getGeneration();
  }

  /** A pod that was evicted stays on for ever, and writes no more. */
  private static List<Pod> living(List<Pod> pods) {
    return pods.stream().filter(pod -> !hasEnded(pod)).toList();
  }

  private static boolean hasEnded(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getPhase() != null
        && ENDS_OF_PODS.contains(pod.getStatus().getPhase());
  }

  private static boolean hasEnded(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(it -> ENDS_OF_JOBS.contains(it.getType()) && it.getStatus().equals("True"));
  }

  private static Map<String, String> labels(PodTemplateSpec template) {
    var labels = template.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
