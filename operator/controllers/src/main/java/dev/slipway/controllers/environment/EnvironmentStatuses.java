package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.BusyWith;
import dev.slipway.api.environment.DatabaseFacts;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.environment.PluginFacts;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.schedule.Upkeep;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.ByteSizes;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Sight;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only code that builds an environment's status, from what is seen and from nothing else. */
final class EnvironmentStatuses {
  private static final int LONGEST_QUEUE = 64;
  private static final AppEnvironmentStatus EMPTY =
      new AppEnvironmentStatus(
          List.of(), null, null, null, null, null, List.of(), null, null, null, null, null, null,
          null, List.of());

  private final EnvironmentView seen;
  private final StepResult pending;
  private final AppEnvironmentStatus before;
  private final Conditions conditions;
  private final DriftSight drift;
  private final @Nullable BusyWith holder;
  private final Optional<Upkeep> upkeep;

  /** One of which nothing is known of what the clock asks for. */
  EnvironmentStatuses(EnvironmentView seen, StepResult pending) {
    this(seen, pending, Optional.empty());
  }

  EnvironmentStatuses(EnvironmentView seen, StepResult pending, Optional<Upkeep> upkeep) {
    this.seen = seen;
    this.pending = pending;
    this.upkeep = upkeep;
    this.before = orEmpty(seen.status());
    this.conditions = new Conditions(before.conditions(), seen.generation(), seen.now());
    this.drift = new DriftSight(seen, before, conditions, lastSight());
    this.holder = Holder.among(seen.users(), before.busyWith());
  }

  AppEnvironmentStatus status() {
    var file =
        CurrentFile.after(
            seen.users(), new CurrentFile(before.currentFile(), before.currentFileSince()));
    var backups = new NewestBackups(seen.users(), seen.spec().backups().verify());
    return new AppEnvironmentStatus(
        allConditions(),
        seen.generation(),
        facts().orElse(before.facts()),
        observedRequest(),
        file.digest(),
        file.since(),
        ValidatedFiles.after(
            seen.users(), before.validated(), before.currentFileSince(), drifted(file)),
        backups.last(),
        backups.lastVerified(),
        upkeep.isPresent() ? upkeep.get().nextBackup() : before.nextBackup(),
        upkeep.isPresent() ? upkeep.get().retained() : before.retention(),
        drift.drift(),
        seen.replicas().map(Replicas::inWords).orElse(null),
        holder,
        queue());
  }

  /** The file that is not proven any more, since what it brought was changed after its release. */
  private @Nullable String drifted(CurrentFile file) {
    var facts = facts().orElse(before.facts());
    var isSeenSince =
        facts != null
            && facts.observedAt() != null
            && file.since() != null
            && facts.observedAt().isAfter(file.since());
    return isSeenSince
            && new Sight(seen.spec()).blocksOnDrift()
            && drift.condition().status() == TRUE
        ? file.digest()
        : null;
  }

  static AppEnvironmentStatus orEmpty(@Nullable AppEnvironmentStatus status) {
    return requireNonNullElseGet(status, () -> EMPTY);
  }

  static AppEnvironmentStatus withConditions(
      AppEnvironmentStatus status, List<Condition> conditions) {
    return new AppEnvironmentStatus(
        conditions,
        status.observedGeneration(),
        status.facts(),
        status.observedRequest(),
        status.currentFile(),
        status.currentFileSince(),
        status.validated(),
        status.lastBackup(),
        status.lastVerifiedBackup(),
        status.nextBackup(),
        status.retention(),
        status.drift(),
        status.replicas(),
        status.busyWith(),
        status.queue());
  }

  private List<Condition> allConditions() {
    var all = new ArrayList<>(readiness());
    all.add(granted());
    all.add(inMaintenance());
    all.add(drift.condition());
    scaleStable().ifPresent(all::add);
    upkeep.flatMap(it -> it.condition(conditions)).ifPresent(all::add);
    all.addAll(new AccessConditions(conditions, before.conditions()).after(lastEnd()));
    return all;
  }

  /** Another look does not change what the last one has found, until it has ended. */
  private List<Condition> readiness() {
    var isLooking = pending instanceof StepResult.Act || pending instanceof StepResult.Wait;
    if (isLooking) {
      var failure = lastFailure();
      if (failure.isPresent()) {
        return Readiness.of(failure.get()).conditions(conditions);
      }
      if (seen.readySince().isPresent()) {
        return Readiness.of(new StepResult.Done(Conditions.message(before.conditions(), "Ready")))
            .conditions(conditions);
      }
    }
    return Readiness.of(pending).conditions(conditions);
  }

  /** Why the last look at the spec as it is now did not end well. */
  private Optional<StepResult> lastFailure() {
    return lastEnded()
        .filter(it -> it.generation() == seen.generation())
        .map(JobAttempt::state)
        .flatMap(
            state ->
                switch (state) {
                  case Reported(var report, _) when report.outcome() == Outcome.FAILED ->
                      Optional.of(
                          new StepResult.Fail(String.valueOf(report.reason()), report.message()));
                  case Lost(var reason, var message, _) ->
                      Optional.of(new StepResult.Fail(reason, message));
                  default -> Optional.empty();
                });
  }

  private Optional<Condition> scaleStable() {
    return seen.replicas()
        .map(
            it ->
                it.areAsWanted()
                    ? conditions.of(
                        "ScaleStable", TRUE, "AsWanted", "all wanted replicas are ready")
                    : conditions.of(
                        "ScaleStable",
                        FALSE,
                        "ReplicasNotReady",
                        "replicas that are ready, of those that are wanted: " + it.inWords()));
  }

  /** Plans that are approved and wait for whoever holds the app, the first one first. */
  private List<String> queue() {
    return seen.users().plans().stream()
        .filter(plan -> plan.getStatus().phase() == PlanPhase.WAITING_FOR_WINDOW)
        .map(HasMetadata::getMetadata)
        .sorted(
            comparing(ObjectMeta::getCreationTimestamp, nullsLast(naturalOrder()))
                .thenComparing(ObjectMeta::getName))
        .map(ObjectMeta::getName)
        .limit(LONGEST_QUEUE)
        .toList();
  }

  /** The request that the look answers which begins with this pass. */
  private @Nullable String observedRequest() {
    return pending instanceof StepResult.Act(Action.StartJob _, _)
        ? seen.request().orElse(before.observedRequest())
        : before.observedRequest();
  }

  private Condition granted() {
    return switch (new HaveRights().evaluate(seen)) {
      case StepResult.Stall(var reason, var message, _) ->
          conditions.of("Granted", FALSE, reason, message);
      default -> conditions.of("Granted", TRUE, "Granted", "the operator may work here");
    };
  }

  private Condition inMaintenance() {
    return holder == null
        ? conditions.of("InMaintenance", FALSE, "Open", "no plan or restore holds the app")
        : conditions.of(
            "InMaintenance",
            TRUE,
            holder.kind(),
            holder.kind() + " " + holder.name() + " holds the app until it is open again");
  }

  /** The newest attempt that has ended: while the next one runs, its word still stands. */
  private Optional<JobState> lastEnd() {
    return lastEnded().map(JobAttempt::state);
  }

  private Optional<JobAttempt> lastEnded() {
    return seen.observations().reversed().stream()
        .filter(attempt -> !(attempt.state() instanceof Running))
        .findFirst();
  }

  private Optional<Observation> lastSight() {
    return lastEnd()
        .flatMap(
            end ->
                end instanceof Reported(var report, _)
                        && report.result() instanceof Observation observation
                    ? Optional.of(observation)
                    : Optional.empty());
  }

  private Optional<Facts> facts() {
    return lastEnd()
        .flatMap(
            end ->
                end instanceof Reported(var report, var at)
                        && report.result() instanceof Observation observation
                    ? Optional.of(facts(observation, at))
                    : Optional.empty());
  }

  private static Facts facts(Observation seen, Instant at) {
    var database =
        new DatabaseFacts(
            seen.systemIdentifier(),
            seen.databaseOid(),
            ByteSizes.inWords(seen.databaseBytes()),
            seen.tables(),
            seen.rights().isEmpty() ? null : seen.rights());
    var app = seen.app();
    var plugins =
        app == null || app.plugins() == null
            ? null
            : new PluginFacts(app.plugins(), app.pluginsDigest());
    return new Facts(
        app == null ? null : app.version(),
        plugins,
        seen.serverVersion(),
        database,
        seen.settings(),
        seen.configuration(),
        at);
  }
}
