package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static dev.slipway.api.status.ConditionStatus.UNKNOWN;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.DatabaseFacts;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The only code that builds an environment's status. */
final class EnvironmentStatuses {
  private static final AppEnvironmentStatus EMPTY =
      new AppEnvironmentStatus(
          List.of(), null, null, null, List.of(), null, null, null, null, null, null, null,
          List.of());

  private static final String DATABASE_REACHABLE = "DatabaseReachable";
  private static final String CREDENTIALS_VALID = "CredentialsValid";
  private static final String STORE_REACHABLE = "StoreReachable";
  private static final Set<String> ABOUT_ACCESS =
      Set.of(DATABASE_REACHABLE, CREDENTIALS_VALID, STORE_REACHABLE);

  private static final Set<String> ABOUT_CREDENTIALS =
      reasons(
          FailureCode.CREDENTIALS_REJECTED,
          FailureCode.SECRET_KEY_MISSING,
          FailureCode.STORE_ACCESS_DENIED);

  private static final Set<String> ABOUT_STORES =
      reasons(
          FailureCode.STORE_UNREACHABLE,
          FailureCode.STORE_UNTRUSTED,
          FailureCode.STORE_REFUSED,
          FailureCode.STORE_NOT_CONDITIONAL,
          FailureCode.STORE_ACCESS_DENIED,
          FailureCode.BUCKET_MISSING,
          FailureCode.OBJECT_MISSING);

  private final EnvironmentView seen;
  private final StepResult pending;
  private final AppEnvironmentStatus before;
  private final Conditions conditions;

  EnvironmentStatuses(EnvironmentView seen, StepResult pending) {
    this.seen = seen;
    this.pending = pending;
    this.before = requireNonNullElseGet(seen.status(), () -> EMPTY);
    this.conditions = new Conditions(before.conditions(), seen.generation(), seen.now());
  }

  AppEnvironmentStatus status() {
    return new AppEnvironmentStatus(
        allConditions(),
        seen.generation(),
        facts().orElse(before.facts()),
        before.currentFile(),
        before.validated(),
        before.lastBackup(),
        before.lastVerifiedBackup(),
        before.nextBackup(),
        before.retention(),
        before.drift(),
        before.replicas(),
        before.busyWith(),
        before.queue());
  }

  private List<Condition> allConditions() {
    var all = new ArrayList<>(Readiness.of(pending).conditions(conditions));
    all.addAll(lastEnd().map(this::aboutAccess).orElseGet(this::rememberedAccess));
    return all;
  }

  private List<Condition> rememberedAccess() {
    return before.conditions().stream().filter(it -> ABOUT_ACCESS.contains(it.type())).toList();
  }

  private List<Condition> aboutAccess(JobState end) {
    return switch (end) {
      case Reported(var report, _) when report.outcome() == Outcome.DONE ->
          aboutAccess(TRUE, TRUE, TRUE, "Observed", report.message());
      case Reported(var report, _) -> {
        var reason = requireNonNullElse(report.reason(), "Unknown");
        var denied = ABOUT_CREDENTIALS.contains(reason) ? FALSE : UNKNOWN;
        // the stores are tried last: by then the database has answered
        yield ABOUT_STORES.contains(reason)
            ? aboutAccess(TRUE, denied, FALSE, reason, report.message())
            : aboutAccess(FALSE, denied, UNKNOWN, reason, report.message());
      }
      case Lost(var reason, var message, _) ->
          aboutAccess(UNKNOWN, UNKNOWN, UNKNOWN, reason, message);
      case Running _ -> List.of();
    };
  }

  private List<Condition> aboutAccess(
      ConditionStatus database,
      ConditionStatus credentials,
      ConditionStatus stores,
      String reason,
      String message) {
    return List.of(
        conditions.of(DATABASE_REACHABLE, database, reason, message),
        conditions.of(CREDENTIALS_VALID, credentials, reason, message),
        conditions.of(STORE_REACHABLE, stores, reason, message));
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

  private static Set<String> reasons(FailureCode... codes) {
    return Arrays.stream(codes).map(FailureCode::reason).collect(Collectors.toUnmodifiableSet());
  }
}
