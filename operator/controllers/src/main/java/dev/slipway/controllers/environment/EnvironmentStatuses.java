package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.BusyWith;
import dev.slipway.api.environment.DatabaseFacts;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.schedule.Upkeep;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.ByteSizes;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only code that builds an environment's status, from what is seen and from nothing else. */
final class EnvironmentStatuses {
  private static final AppEnvironmentStatus EMPTY =
      new AppEnvironmentStatus(
          List.of(), null, null, null, null, List.of(), null, null, null, null, null, null, null,
          List.of());

  private final EnvironmentView seen;
  private final StepResult pending;
  private final AppEnvironmentStatus before;
  private final Conditions conditions;
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
        file.digest(),
        file.since(),
        ValidatedFiles.after(seen.users(), before.validated()),
        backups.last(),
        backups.lastVerified(),
        upkeep.isPresent() ? upkeep.get().nextBackup() : before.nextBackup(),
        upkeep.isPresent() ? upkeep.get().retained() : before.retention(),
        before.drift(),
        seen.replicas().map(Replicas::inWords).orElse(null),
        holder,
        before.queue());
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
    var all = new ArrayList<>(Readiness.of(pending).conditions(conditions));
    all.add(granted());
    all.add(honoured());
    all.add(inMaintenance());
    upkeep.flatMap(it -> it.condition(conditions)).ifPresent(all::add);
    all.addAll(new AccessConditions(conditions, before.conditions()).after(lastEnd()));
    return all;
  }

  private Condition granted() {
    return switch (new HaveRights().evaluate(seen)) {
      case StepResult.Stall(var reason, var message, _) ->
          conditions.of("Granted", FALSE, reason, message);
      default -> conditions.of("Granted", TRUE, "Granted", "the operator may work here");
    };
  }

  private Condition honoured() {
    return NotSupportedYet.in(seen.spec())
        .whyNoRelease()
        .map(why -> conditions.of("Honoured", FALSE, NotSupportedYet.REASON, why))
        .orElseGet(() -> conditions.of("Honoured", TRUE, "Honoured", "every field is acted upon"));
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
    return seen.observations().reversed().stream()
        .map(attempt -> attempt.state())
        .filter(state -> !(state instanceof Running))
        .findFirst();
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
            seen.tables());
    return new Facts(null, null, seen.serverVersion(), database, at);
  }
}
