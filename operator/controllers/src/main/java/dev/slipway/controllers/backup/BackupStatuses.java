package dev.slipway.controllers.backup;

import static dev.slipway.api.backup.BackupPhase.COMPLETE;
import static dev.slipway.api.backup.BackupPhase.FAILED;
import static dev.slipway.api.backup.BackupPhase.PENDING;
import static dev.slipway.api.backup.BackupPhase.RUNNING;
import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupFile;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupReason;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.backup.EffectiveBackup;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.work.ByteSizes;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.BackedUp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Conditions conditions;

  BackupStatuses(BackupView seen, StepResult pending) {
    this.seen = seen;
    this.pending = pending;
    this.before = orEmpty(seen.status());
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
    return switch (pending) {
      case Done(var note) -> complete(note);
      case Fail(var reason, var message) -> failed(reason, message);
      default -> unfinished(allConditions(), phase(), null);
    };
  }

  private BackupPhase phase() {
    return startedAt() == null ? PENDING : RUNNING;
  }

  private BackupStatus failed(String reason, String message) {
    return unfinished(allConditions("Failed", reason, message), FAILED, seconds(seen.now()));
  }

  private BackupStatus unfinished(
      List<Condition> all, BackupPhase phase, @Nullable Instant finishedAt) {
    return new BackupStatus(
        all,
        seen.generation(),
        phase,
        reason(seen.backup()),
        new EffectiveBackup(Verification.CHECKSUM),
        null,
        null,
        List.of(),
        null,
        null,
        startedAt(),
        finishedAt,
        null,
        null,
        Map.of(),
        progress());
  }

  private BackupStatus complete(String note) {
    var end = (Reported) seen.lastAttempt().orElseThrow().state();
    var made = seen.attempts().result(WriteBackup.STEP, BackedUp.class).orElseThrow();
    return new BackupStatus(
        allConditions("Complete", "BackedUp", note),
        seen.generation(),
        COMPLETE,
        reason(seen.backup()),
        new EffectiveBackup(Verification.CHECKSUM),
        made.location(),
        ByteSizes.inWords(made.bytes()),
        made.files().stream()
            .map(file -> new BackupFile(file.name(), file.bytes(), file.sha256()))
            .toList(),
        made.rows(),
        Durations.inWords(Duration.between(made.snapshotAt(), made.finishedAt())),
        startedAt(),
        seconds(end.at()),
        seconds(made.verifiedAt()),
        Verification.CHECKSUM,
        Map.of(
            "slipway",
            end.report().version(),
            "server",
            made.serverVersion(),
            "client",
            String.valueOf(made.client())),
        null);
  }

  private List<Condition> allConditions() {
    return Readiness.of(pending).conditions(conditions);
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
    if (before.startedAt() != null) {
      return before.startedAt();
    }
    return pending instanceof Act || seen.lastAttempt().isPresent() ? seconds(seen.now()) : null;
  }

  private @Nullable Progress progress() {
    return seen.lastAttempt()
        .map(attempt -> attempt.state() instanceof Running running ? running.progress() : null)
        .orElse(null);
  }

  private static BackupReason reason(Backup backup) {
    var labels = backup.getMetadata().getLabels();
    var word = labels == null ? "" : labels.getOrDefault(Labels.BACKUP_REASON, "");
    return switch (word) {
      case "PreRelease" -> BackupReason.PRE_RELEASE;
      case "Safety" -> BackupReason.SAFETY;
      case "Scheduled" -> BackupReason.SCHEDULED;
      default -> BackupReason.MANUAL;
    };
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
