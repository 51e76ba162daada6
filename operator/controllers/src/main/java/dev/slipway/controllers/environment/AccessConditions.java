package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static dev.slipway.api.status.ConditionStatus.UNKNOWN;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the last look at database and stores says of the way there. */
final class AccessConditions {
  private static final String DATABASE_REACHABLE = "DatabaseReachable";
  private static final String CREDENTIALS_VALID = "CredentialsValid";
  private static final String STORE_REACHABLE = "StoreReachable";
  private static final Set<String> ABOUT_ACCESS =
      Set.of(DATABASE_REACHABLE, CREDENTIALS_VALID, STORE_REACHABLE);

  private static final Set<String> ABOUT_CREDENTIALS =
      reasons(
          FailureCode.CREDENTIALS_REJECTED,
          FailureCode.SECRET_KEY_MISSING,
          FailureCode.RELEASE_ROLE_UNFIT,
          FailureCode.STORE_CREDENTIALS_REJECTED,
          FailureCode.STORE_ACCESS_DENIED);

  private static final Set<String> ABOUT_STORES =
      reasons(
          FailureCode.STORE_UNREACHABLE,
          FailureCode.STORE_UNTRUSTED,
          FailureCode.STORE_REFUSED,
          FailureCode.STORE_REGION_WRONG,
          FailureCode.CLOCK_SKEWED,
          FailureCode.STORE_CREDENTIALS_REJECTED,
          FailureCode.STORE_NOT_CONDITIONAL,
          FailureCode.STORE_ACCESS_DENIED,
          FailureCode.BUCKET_MISSING,
          FailureCode.OBJECT_MISSING);

  private final Conditions conditions;
  private final List<Condition> before;

  AccessConditions(Conditions conditions, List<Condition> before) {
    this.conditions = conditions;
    this.before = before;
  }

  /** Where there was no look, or its Job is collected, what was known stands. */
  List<Condition> after(Optional<JobState> lastEnd) {
    return lastEnd.map(this::aboutAccess).orElseGet(this::rememberedAccess);
  }

  private List<Condition> rememberedAccess() {
    return before.stream().filter(it -> ABOUT_ACCESS.contains(it.type())).toList();
  }

  private List<Condition> aboutAccess(JobState end) {
    return switch (end) {
      case Reported(var report, _) when report.outcome() == Outcome.DONE ->
          aboutAccess(TRUE, TRUE, TRUE, "Observed", report.message());
      case Reported(var report, _) -> {
        var reason = requireNonNullElse(report.reason(), "Unknown");
        var denied = ABOUT_CREDENTIALS.contains(reason) ? FALSE : UNKNOWN;
        // the stores are tried last: by then the database has answered
        if (ABOUT_STORES.contains(reason)) {
          yield aboutAccess(TRUE, denied, FALSE, reason, report.message());
        }
        // what was seen all the same was seen with these credentials
        yield report.result() == null
            ? aboutAccess(FALSE, denied, UNKNOWN, reason, report.message())
            : aboutAccess(TRUE, TRUE, UNKNOWN, reason, report.message());
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

  private static Set<String> reasons(FailureCode... codes) {
    return Arrays.stream(codes).map(FailureCode::reason).collect(Collectors.toUnmodifiableSet());
  }
}
