package dev.slipway.controllers.check;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.api.check.JobCheck;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CronJobs that checks are made from, as far as they are there, and the Jobs of a run that were
 * made from them.
 */
public record JobsSeen(List<CronJob> cronJobs, List<Job> jobs) {
  public static final JobsSeen NONE = new JobsSeen(List.of(), List.of());

  public JobsSeen {
    cronJobs = List.copyOf(cronJobs);
    jobs = List.copyOf(jobs);
  }

  /** Looks for nothing where nothing is asked of a Job. */
  public static JobsSeen in(
      KubernetesClient client, String namespace, RunId run, @Nullable List<Check> checks) {
    var names =
        requireNonNullElse(checks, List.<Check>of()).stream()
            .map(Check::job)
            .filter(Objects::nonNull)
            .map(JobCheck::fromCronJob)
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return NONE;
    }
    var batch = client.batch().v1();
    return new JobsSeen(
        names.stream()
            .map(it -> batch.cronjobs().inNamespace(namespace).withName(it).get())
            .filter(Objects::nonNull)
            .toList(),
        batch
            .jobs()
            .inNamespace(namespace)
            .withLabel(Labels.CHECKS_RUN, run.value())
            .list()
            .getItems());
  }

  Optional<CronJob> cronJob(String name) {
    return cronJobs.stream().filter(it -> it.getMetadata().getName().equals(name)).findFirst();
  }

  Optional<Job> job(String name) {
    return jobs.stream().filter(it -> it.getMetadata().getName().equals(name)).findFirst();
  }
}
