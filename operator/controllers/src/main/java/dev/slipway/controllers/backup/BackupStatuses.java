package dev.slipway.controllers.backup;

import static dev.slipway.api.backup.BackupPhase.COMPLETE;
import static dev.slipway.api.backup.BackupPhase.DELETING;
import static dev.slipway.api.backup.BackupPhase.FAILED;
import static dev.slipway.api.backup.BackupPhase.PENDING;
import static dev.slipway.api.backup.BackupPhase.RUNNING;
import static dev.slipway.api.backup.BackupPhase.VERIFYING;
import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupReason;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.backup.EffectiveBackup;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Labels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The only code that builds a backup's status. */
final class BackupStatuses {
  private static final BackupStatus EMPTY =
      new BackupStatus(
          List.of(), null, null, null, null, null, null, List.of(), null, null, null, null, null,
          null, Map.of(), null);

  private final BackupView seen;
  private final StepResult pending;
  private final BackupStatus before;
  private final BackupContent content;
  private final Conditions conditions;

  BackupStatuses(BackupView seen, StepResult pending) {
    this.seen = seen;
    this.pending = pending;
    this.before = orEmpty(seen.status());
    this.content = new BackupContents(seen).of();
    this.conditions = new Conditions(before.conditions(), seen.generation(), seen.now());
  }

  /** Whether all is said: what a backup came to is said once, since its evidence goes. */
  static boolean isFinal(@Nullable BackupStatus status) {
    return status != null && (status.phase() == COMPLETE || status.phase() == FAILED);
  }

  static BackupStatus orEmpty(@Nullable BackupStatus status) {
    return requireNonNullElseGet(status, () -> EMPTY);
  }

  static BackupStatus withConditions(BackupStatus status, List<Condition> conditions) {
    return new BackupStatus(
        conditions,
        status.observedGeneration(),
        status.phase(),
        status.reason(),
        status.effective(),
        status.location(),
        status.size(),
        status.files(),
        status.rows(),
        status.skew(),
        status.startedAt(),
        status.finishedAt(),
        status.verifiedAt(),
        status.verifiedHow(),
        status.versions(),
        status.progress());
  }

  BackupStatus status() {
    if (seen.isGoing()) {
      return going();
    }
    return switch (pending) {
      case Done(var note) -> status(allConditions("Complete", "BackedUp", note), COMPLETE, end());
      case Fail(var reason, var message) ->
          status(allConditions("Failed", reason, message), FAILED, seconds(seen.now()));
      default -> status(allConditions(), phase(), null);
    };
  }

  /** What is being taken away is no backup any more. */
  private BackupStatus going() {
    var all = new ArrayList<>(allConditions());
    all.add(conditions.of("Complete", FALSE, "Deleting", pending.inWords()));
    return status(all, DELETING, before.finishedAt());
  }

  private BackupPhase phase() {
    if (content.location() != null) {
      return VERIFYING;
    }
    return startedAt() == null ? PENDING : RUNNING;
  }

  private BackupStatus status(
      List<Condition> all, BackupPhase phase, @Nullable Instant finishedAt) {
    return new BackupStatus(
        all,
        seen.generation(),
        phase,
        reason(),
        new EffectiveBackup(seen.verification()),
        content.location(),
        content.size(),
        content.files(),
        content.rows(),
        content.skew(),
        startedAt(),
        finishedAt,
        content.verifiedAt() == null ? null : seconds(content.verifiedAt()),
        content.verifiedHow(),
        content.versions(),
        progress());
  }

  /** When the last worker was done. */
  private Instant end() {
    return seen.attempts().all().stream()
        .map(attempt -> attempt.state())
        .filter(Reported.class::isInstance)
        .map(state -> ((Reported) state).at())
        .max(Instant::compareTo)
        .map(BackupStatuses::seconds)
        .orElseGet(() -> seconds(seen.now()));
  }

  private List<Condition> allConditions() {
    var all = new ArrayList<>(Readiness.of(pending).conditions(conditions));
    if (!content.keysInClear().isEmpty()) {
      all.add(
          conditions.of(
              BackupContents.KEYS_IN_CLEAR,
              TRUE,
              BackupContents.KEYS_IN_CLEAR,
              String.join(", ", content.keysInClear())));
    }
    return all;
  }

  /**
   * @param end Complete or Failed: the other one never comes
   */
  private List<Condition> allConditions(String end, String reason, String message) {
    var all = new ArrayList<>(allConditions());
    for (var type : List.of("Complete", "Failed")) {
      all.add(conditions.of(type, type.equals(end) ? TRUE : FALSE, reason, message));
    }
    return all;
  }

  private @Nullable Instant startedAt() {
    if (content.madeAt() != null) {
      return seconds(content.madeAt());
    }
    if (before.startedAt() != null) {
      return before.startedAt();
    }
    var begins = pending instanceof Act(Action.StartJob _, _) && !seen.isGoing();
    return begins || seen.lastAttempt().isPresent() ? seconds(seen.now()) : null;
  }

  private @Nullable Progress progress() {
    return seen.attempts().all().stream()
        .map(attempt -> attempt.state())
        .filter(Running.class::isInstance)
        .map(state -> ((Running) state).progress())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private BackupReason reason() {
    return switch (seen.reason()) {
      case "PreRelease" -> BackupReason.PRE_RELEASE;
      case "Safety" -> BackupReason.SAFETY;
      case Labels.SCHEDULED -> BackupReason.SCHEDULED;
      default ->
          seen.spec().scope() == BackupScope.CONFIGURATION
              ? BackupReason.CHECKPOINT
              : BackupReason.MANUAL;
    };
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
