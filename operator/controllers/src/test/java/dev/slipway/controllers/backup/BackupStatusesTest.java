package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.backup.BackupFile;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupReason;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.Progress;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.SlipwayVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupStatusesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:02:01Z");

  @Test
  void tellAllOfABackupThatIsComplete() {
    var status = status(List.of(new Reported(Backups.DONE, NOW)), new Done("read back"));

    assertThat(status.phase()).isEqualTo(BackupPhase.COMPLETE);
    assertThat(status.location()).isEqualTo("crm-dev.crm/uid");
    assertThat(status.size()).isEqualTo("1.5Mi");
    assertThat(status.files())
        .containsExactly(new BackupFile("database.dump.zst", 1_572_800L, "ab12"));
    assertThat(status.rows()).isEqualTo(42);
    assertThat(status.skew()).isEqualTo("1m30s");
    assertThat(status.finishedAt()).isEqualTo(NOW);
    assertThat(status.verifiedAt()).isEqualTo("2026-11-21T09:02:00Z");
    assertThat(status.verifiedHow()).isEqualTo(Verification.CHECKSUM);
    assertThat(status.versions())
        .isEqualTo(Map.of("slipway", SlipwayVersion.current(), "server", "17.11", "client", "18"));
    assertThat(conditions(status))
        .contains(
            tuple("Ready", ConditionStatus.TRUE),
            tuple("Complete", ConditionStatus.TRUE),
            tuple("Failed", ConditionStatus.FALSE));
  }

  @Test
  void tellNothingOfAStoredBackupWhenItFailed() {
    var status =
        status(
            List.of(new Lost("WorkerFailed", "full", NOW)),
            new Fail("WorkerFailed", "the node is full"));

    assertThat(status.phase()).isEqualTo(BackupPhase.FAILED);
    assertThat(status.location()).isNull();
    assertThat(status.verifiedAt()).isNull();
    assertThat(status.finishedAt()).isEqualTo(NOW);
    assertThat(conditions(status))
        .contains(
            tuple("Ready", ConditionStatus.FALSE),
            tuple("Stalled", ConditionStatus.TRUE),
            tuple("Complete", ConditionStatus.FALSE),
            tuple("Failed", ConditionStatus.TRUE));
  }

  @Test
  void showHowFarAWorkerIs() {
    var progress = new Progress(3L, 4L, "tables", null, "dump 3/4 tables");
    var status =
        status(
            List.of(new Running("the worker", progress, null)),
            new Wait("the worker", Duration.ofSeconds(1)));

    assertThat(status.phase()).isEqualTo(BackupPhase.RUNNING);
    assertThat(status.progress()).isEqualTo(progress);
    assertThat(status.startedAt()).isEqualTo(NOW);
    assertThat(status.conditions())
        .extracting(Condition::type)
        .doesNotContain("Complete", "Failed");
  }

  @Test
  void stayPendingWhileNothingCanBegin() {
    var status = status(List.of(), new Stall("EnvironmentMissing", "no", Duration.ofSeconds(15)));

    assertThat(status.phase()).isEqualTo(BackupPhase.PENDING);
    assertThat(status.startedAt()).isNull();
    assertThat(conditions(status)).contains(tuple("Stalled", ConditionStatus.TRUE));
  }

  @ParameterizedTest
  @CsvSource({
    "PreRelease, PRE_RELEASE",
    "Safety, SAFETY",
    "Scheduled, SCHEDULED",
    "Manual, MANUAL",
    "Nonsense, MANUAL"
  })
  void takeTheReasonFromTheLabel(String label, BackupReason reason) {
    var labelled = Map.of("slipway.dev/backup-reason", label);

    assertThat(status(List.of(), new Wait("a", Duration.ZERO), labelled).reason())
        .isEqualTo(reason);
    assertThat(status(List.of(), new Wait("a", Duration.ZERO)).reason())
        .isEqualTo(BackupReason.MANUAL);
  }

  private static List<Tuple> conditions(BackupStatus status) {
    return status.conditions().stream().map(it -> tuple(it.type(), it.status())).toList();
  }

  private static BackupStatus status(List<JobState> attempts, StepResult pending) {
    return status(attempts, pending, Map.of());
  }

  private static BackupStatus status(
      List<JobState> attempts, StepResult pending, Map<String, String> labels) {
    var seen =
        new BackupView(
            Backups.stored("scope: Full", labels),
            Crm.storedEnvironment(),
            null,
            new JobAttempts(
                attempts.stream()
                    .map(state -> new JobAttempt("BackUp", 1, 1, NOW, state))
                    .toList()),
            AppObjects.NONE,
            ClaimPlace.ANYWHERE,
            null,
            "slipway:test",
            NOW);
    return new BackupStatuses(seen, pending).status();
  }
}
