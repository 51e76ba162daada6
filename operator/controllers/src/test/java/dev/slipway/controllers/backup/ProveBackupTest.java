package dev.slipway.controllers.backup;

import static dev.slipway.controllers.backup.BackupFixtures.aBackup;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.SecretMount;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.Verified;
import dev.slipway.engine.order.VerifyOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProveBackupTest {
  private static final String SCRATCH =
      """
      backups:
        verify: Scratch
        scratch:
          host: pg-scratch
          credentialsSecret: {name: pg-scratch}
          assertions: [{name: orders, query: select count(*) from orders, expect: "> 0"}]
      """;
  private static final Verified PROVEN =
      new Verified(
          "crm-dev.crm/uid",
          ProofKind.SCRATCH,
          3,
          42,
          0,
          1,
          30,
          Instant.parse("2026-11-21T09:09:00Z"));

  @Test
  void isRestoredWhereNobodyWorksOnceItIsWritten() {
    var written = aBackup("").environment(SCRATCH).done("BackUp", Backups.MADE);

    var job = written.job();

    var order = (VerifyOrder) job.order();
    assertThat(order.how()).isEqualTo(ProofKind.SCRATCH);
    assertThat(order.location()).isEqualTo("crm-dev.crm/uid");
    assertThat(requireNonNull(order.scratch()).host()).isEqualTo("pg-scratch");
    assertThat(requireNonNull(order.scratch()).passwordFile())
        .isEqualTo("/etc/slipway/secrets/scratch/password");
    assertThat(order.assertions())
        .containsExactly(new CheckOrder.SqlProbe("orders", "select count(*) from orders", "> 0"));
    assertThat(job.secrets()).contains(new SecretMount("scratch", "pg-scratch"));
    assertThat(written.said().phase()).isEqualTo(BackupPhase.VERIFYING);
    assertThat(requireNonNull(written.said().effective()).verify()).isEqualTo(Verification.SCRATCH);
    assertThat(written.said().location()).isEqualTo("crm-dev.crm/uid");
  }

  @Test
  void isCompleteOnlyOnceItIsProven() {
    var said =
        aBackup("").environment(SCRATCH).done("BackUp", Backups.MADE).done("Prove", PROVEN).said();

    assertThat(said.phase()).isEqualTo(BackupPhase.COMPLETE);
    assertThat(said.verifiedHow()).isEqualTo(Verification.SCRATCH);
    assertThat(said.verifiedAt()).isEqualTo("2026-11-21T09:09:00Z");
    assertThat(said.files()).isNotEmpty();
  }

  /** The Jobs of finished workers are collected after an hour. */
  @Test
  void isNotWrittenAgainWhileItIsProven() {
    var collected =
        aBackup("").environment(SCRATCH).status("phase: Verifying, location: crm/b1, size: 1Mi");

    assertThat(((VerifyOrder) collected.job().order()).location()).isEqualTo("crm/b1");
    assertThat(collected.said().size()).isEqualTo("1Mi");
  }

  @ParameterizedTest
  @CsvSource({
    "BACKUP_DAMAGED, true",
    "VALIDATION_FAILED, true",
    "VALIDATION_INCONCLUSIVE, true",
    "DATABASE_UNREACHABLE, false",
    "CREDENTIALS_REJECTED, false",
    "IDENTITY_MISSING, false"
  })
  void failsWhereItDoesNotComeBackAndWaitsWhereNobodyCouldTell(FailureCode code, boolean fails) {
    var tried = aBackup("").environment(SCRATCH).done("BackUp", Backups.MADE).failed("Prove", code);

    assertThat(tried.next()).isInstanceOf(fails ? Fail.class : Stall.class);
    assertThat(tried.said().phase()).isEqualTo(fails ? BackupPhase.FAILED : BackupPhase.VERIFYING);
    assertThat(tried.said().location()).isEqualTo("crm-dev.crm/uid");
    assertThat(Conditions.holds(tried.said().conditions(), "Complete")).isFalse();
  }

  @Test
  void isGivenUpAfterADay() {
    var old =
        aBackup("")
            .environment(SCRATCH)
            .status("phase: Verifying, location: crm/b1, startedAt: '2026-11-20T09:00:00Z'")
            .failed("Prove", FailureCode.DATABASE_UNREACHABLE);

    assertThat(old.next())
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.reason()).isEqualTo("DatabaseUnreachable"));
  }

  @Test
  void saysWhereItWouldBeRestoredTo() {
    var nowhere = aBackup("verify: Scratch").done("BackUp", Backups.MADE);

    assertThat(((Stall) nowhere.next()).reason()).isEqualTo("ScratchMissing");
  }

  @ParameterizedTest
  @CsvSource({"verify: Checksum", "verify: None", "scope: Configuration"})
  void isNotAskedForWhereLessIsWanted(String spec) {
    var view = aBackup(spec).environment(SCRATCH).view();

    assertThat(view.verification()).isEqualTo(Verification.CHECKSUM);
  }

  @Test
  void opensWhatIsEncrypted() {
    var sealed = aBackup("").encrypted().done("BackUp", Backups.MADE);

    assertThat(sealed.next()).isInstanceOf(Done.class);
  }
}
