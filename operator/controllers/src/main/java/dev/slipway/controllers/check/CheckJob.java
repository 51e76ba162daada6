package dev.slipway.controllers.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.Owner;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A Job as its CronJob would make it, kept until its end was read. It is its CronJob's, and
 * nobody's to control, so that none is counted as one that ran by the clock.
 */
final class CheckJob {
  private static final int KEPT_SECONDS = 3600;
  private static final int DIGITS = 8;
  private static final int MOST_OF_A_NAME = 38;

  /** The app is closed meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private CheckJob() {}

  static Job of(Check check, CronJob from, RunId run) {
    var template = from.getSpec().getJobTemplate().getSpec();
    var deadline = template.getActiveDeadlineSeconds();
    return new JobBuilder()
        .withNewMetadata()
        .withName(nameFor(check, run))
        .withNamespace(from.getMetadata().getNamespace())
        .withLabels(
            Map.of(
                "app.kubernetes.io/managed-by",
                "slipway",
                Labels.CHECKS_RUN,
                run.value(),
                Labels.FROM_CRON_JOB,
                from.getMetadata().getName()))
        .withOwnerReferences(Owner.of(from))
        .endMetadata()
        .withNewSpecLike(template)
        .withActiveDeadlineSeconds(requireNonNullElse(deadline, PATIENCE.toSeconds()))
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .endSpec()
        .build();
  }

  /** The same for the same check of the same run. */
  static String nameFor(Check check, RunId run) {
    var digits = UUID.nameUUIDFromBytes((run.value() + "/" + check.name()).getBytes(UTF_8));
    var job = check.job();
    var name = job == null ? "" : job.fromCronJob();
    var cut = name.length() <= MOST_OF_A_NAME ? name : name.substring(0, MOST_OF_A_NAME);
    return "slipway-check-" + cut + "-" + digits.toString().substring(0, DIGITS);
  }
}
