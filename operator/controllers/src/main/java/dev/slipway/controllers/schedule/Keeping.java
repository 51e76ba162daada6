package dev.slipway.controllers.schedule;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.Retention;
import dev.slipway.api.environment.RetentionResult;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.PruneOrder;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has a worker take away what the retention does not keep: after each new backup, and once a day.
 * Never during a release.
 */
final class Keeping {
  static final String STEP = "Prune";

  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration RECHECK = Duration.ofSeconds(30);
  private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);
  private static final Duration CLEARING = Duration.ofMinutes(10);
  private static final Duration LONGEST_REST = Duration.ofDays(1);
  private static final Duration DEADLINE = Duration.ofHours(2);

  /** So many releases can be taken back; the command line's default as well. */
  private static final int RELEASES = 10;

  private final UpkeepView seen;
  private final Optional<JobAttempt> last;

  Keeping(UpkeepView seen) {
    this.seen = seen;
    this.last = seen.attempts().last(STEP);
  }

  /** Where nothing is due, there is no Job either, but for one that has just ended. */
  boolean asksForJobs() {
    var before = retained();
    var at = before == null ? null : before.at();
    return seen.wanted().retention() != null
        && (at == null || isDue() || seen.now().isBefore(at.plus(CLEARING)));
  }

  StepResult result() {
    var retention = seen.wanted().retention();
    if (retention == null) {
      return new NotNeeded("no retention is set, so all of them are kept");
    }
    return last.map(attempt -> after(attempt, retention)).orElseGet(() -> ifDue(retention));
  }

  /** What the last worker that came to a good end has said, else what status remembers. */
  @Nullable RetentionResult retained() {
    var status = seen.status();
    var before = status == null ? null : status.retention();
    return pruned()
        .<RetentionResult>map(
            it ->
                new RetentionResult(
                    it.kept(), it.removed(), it.referred() + it.held(), endOf(last.orElseThrow())))
        .orElse(before);
  }

  /** Objects of backups that are stored no longer. What somebody needs is not among them. */
  List<Action> gone() {
    var gone = pruned().<Set<String>>map(it -> new HashSet<>(it.gone())).orElse(Set.of());
    var kept = new ReferredBackups(seen).names();
    return seen.completeBackups().stream()
        .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
        .filter(it -> it.getStatus().location() != null)
        .filter(it -> gone.contains(it.getStatus().location()))
        .filter(it -> !kept.contains(it.getMetadata().getName()))
        .<Action>map(Action.Delete::new)
        .toList();
  }

  private Optional<Pruned> pruned() {
    return seen.attempts().result(STEP, Pruned.class);
  }

  private StepResult after(JobAttempt attempt, Retention retention) {
    return switch (attempt.state()) {
      case Running running -> new Wait(running.on(), POLL);
      case Reported(var report, _) when report.outcome() == Outcome.DONE -> ifDue(retention);
      case Reported(var report, var at) ->
          failed(String.valueOf(report.reason()), report.message(), at, retention);
      case Lost(var reason, var message, var at) -> failed(reason, message, at, retention);
    };
  }

  /** Nothing is lost meanwhile, so there is no hurry. */
  private StepResult failed(String reason, String message, Instant at, Retention retention) {
    var again = at.plus(AFTER_A_FAILURE);
    return seen.now().isBefore(again) && !seen.isNew()
        ? new Stall(
            reason,
            "backups that are too many could not be taken away: " + message,
            Duration.between(seen.now(), again))
        : ifDue(retention);
  }

  private StepResult ifDue(Retention retention) {
    if (!isDue()) {
      return new Done("those that are too many are taken away");
    }
    return seen.isBusy()
        ? new Wait("the release or restore that holds the app", RECHECK)
        : start(retention);
  }

  private boolean isDue() {
    var newest =
        seen.completeBackups().stream()
            .map(it -> it.getStatus().finishedAt())
            .filter(Objects::nonNull)
            .max(Instant::compareTo);
    if (newest.isEmpty()) {
      return false;
    }
    var before = retained();
    var at = before == null ? null : before.at();
    return at == null
        || seen.isNew()
        || newest.get().isAfter(at)
        || !seen.now().isBefore(at.plus(LONGEST_REST));
  }

  private StepResult start(Retention retention) {
    int number = last.map(JobAttempt::number).orElse(0) + 1;
    var environment = seen.environment();
    var metadata = environment.getMetadata();
    var access = new EnvironmentAccess(environment.getSpec());
    var order =
        new PruneOrder(
            WorkOrder.FORMAT_VERSION,
            new RunStep(
                metadata.getUid(),
                metadata.getUid(),
                metadata.getNamespace() + "." + metadata.getName(),
                STEP,
                number),
            access.backups(),
            policy(retention),
            new ReferredBackups(seen).locations(),
            known());
    var job =
        new WorkerJob(
            environment,
            metadata.getGeneration(),
            order,
            access.mounts(),
            List.of(),
            seen.workerImage(),
            DEADLINE);
    return new Act(new Action.StartJob(job), "a worker looks for backups that are too many");
  }

  private List<String> known() {
    return seen.completeBackups().stream()
        .map(Backup::getStatus)
        .map(it -> it.location())
        .filter(Objects::nonNull)
        .collect(toUnmodifiableSet())
        .stream()
        .sorted()
        .toList();
  }

  private dev.slipway.engine.order.Retention policy(Retention wanted) {
    return new dev.slipway.engine.order.Retention(
        number(wanted.last()),
        number(wanted.daily()),
        number(wanted.weekly()),
        number(wanted.monthly()),
        requireNonNullElse(seen.wanted().timeZone(), "UTC"),
        null,
        RELEASES);
  }

  private static int number(@Nullable Integer number) {
    return requireNonNullElse(number, 0);
  }

  private static Instant endOf(JobAttempt attempt) {
    return switch (attempt.state()) {
      case Reported(_, var at) -> at;
      case Lost(_, _, var at) -> at;
      case Running _ -> throw new IllegalStateException("one that runs has no result");
    };
  }
}
