package dev.slipway.controllers.check;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of the app's own that have to succeed, one after the other. Each is made from the template
 * of a suspended CronJob, which nobody but the app's people has written.
 *
 * @param wanted those of the checks that are Jobs
 * @param since what failed before this is asked anew
 */
public record JobChecks(RunId run, JobsSeen seen, List<Check> wanted, Instant since) {
  /** Of a release and of a restore. */
  public static final String STEP = "RunJobs";

  private static final String COMPLETE = "Complete";
  private static final String FAILED = "Failed";
  private static final Duration POLL = Duration.ofSeconds(1);

  public JobChecks {
    wanted = wanted.stream().filter(it -> it.job() != null).toList();
  }

  /** Those of a run that has come so far. */
  public static JobChecks of(
      RunId run, JobsSeen seen, @Nullable List<Check> validation, Journal journal, Instant now) {
    var begin = journal.entry(STEP).map(StepStatus::startedAt).orElse(now);
    return new JobChecks(run, seen, requireNonNullElse(validation, List.of()), begin);
  }

  public boolean areWanted() {
    return !wanted.isEmpty();
  }

  /** What people have to mend before they can be made; empty where they have to do nothing. */
  public Optional<String> hindrance() {
    return wanted.stream().flatMap(it -> hindrance(it).stream()).findFirst();
  }

  /** What they come to. */
  public StepResult outcome() {
    if (wanted.isEmpty()) {
      return new NotNeeded("no check is a Job");
    }
    for (var check : wanted) {
      var result = after(check);
      if (!(result instanceof Done)) {
        return result;
      }
    }
    return new Done("every Job has succeeded: " + String.join(", ", names()));
  }

  /** What ends one that has not ended by itself; empty where all have. */
  public Optional<StepResult> ending() {
    return seen.jobs().stream()
        .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
        .filter(it -> condition(it, COMPLETE).isEmpty() && condition(it, FAILED).isEmpty())
        .findFirst()
        .map(
            it ->
                new Act(new Action.Delete(it), "Job " + it.getMetadata().getName() + " is ended"));
  }

  private StepResult after(Check check) {
    var name = CheckJob.nameFor(check, run);
    var job = seen.job(name);
    if (job.isPresent()) {
      return after(check, job.get());
    }
    var hindrance = hindrance(check);
    return hindrance.isPresent()
        ? new Fail("ValidationInconclusive", hindrance.get())
        : new Act(
            new Action.Create(CheckJob.of(check, template(check), run)),
            "Job " + name + " begins, for check " + check.name());
  }

  private StepResult after(Check check, Job job) {
    var name = job.getMetadata().getName();
    if (condition(job, FAILED).filter(this::isOfAnEarlierTry).isPresent()) {
      return new Act(new Action.Delete(job), "Job " + name + " failed before, and begins anew");
    }
    if (condition(job, COMPLETE).isPresent()) {
      return new Done(check.name());
    }
    return condition(job, FAILED)
        .<StepResult>map(
            failed ->
                new Fail(
                    "ValidationFailed",
                    "failed: %s; Job %s says: %s. See its pod's log"
                        .formatted(
                            check.name(),
                            name,
                            requireNonNullElse(failed.getMessage(), failed.getReason()))))
        .orElseGet(() -> new Wait("Job " + name + " of check " + check.name(), POLL));
  }

  private boolean isOfAnEarlierTry(JobCondition failed) {
    var at = failed.getLastTransitionTime();
    return at != null && Instant.parse(at).isBefore(since);
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return Optional.ofNullable(job.getStatus())
        .map(JobStatus::getConditions)
        .orElse(List.of())
        .stream()
        .filter(it -> it.getType().equals(type) && it.getStatus().equals("True"))
        .findFirst();
  }

  private Optional<String> hindrance(Check check) {
    var name = requireNonNull(check.job()).fromCronJob();
    var cronJob = seen.cronJob(name);
    if (cronJob.isEmpty()) {
      return Optional.of(
          "CronJob %s of check %s is not there: create it, suspended"
              .formatted(name, check.name()));
    }
    return Boolean.TRUE.equals(cronJob.get().getSpec().getSuspend())
        ? Optional.empty()
        : Optional.of(
            "CronJob %s of check %s is not suspended, and would run by its schedule, too: set its spec.suspend to true"
                .formatted(name, check.name()));
  }

  private CronJob template(Check check) {
    return seen.cronJob(requireNonNull(check.job()).fromCronJob()).orElseThrow();
  }

  private List<String> names() {
    return wanted.stream().map(Check::name).toList();
  }
}
