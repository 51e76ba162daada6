package dev.slipway.controllers.backup;

import static dev.slipway.controllers.backup.BackupFixtures.aBackup;
import static dev.slipway.controllers.backup.BackupFixtures.aScheduledBackup;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupReason;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.CheckpointOrder;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.StoredBackup;
import dev.slipway.engine.order.Verified;
import dev.slipway.engine.order.VerifyOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints, backups that are there already, and those of the clock. */
class OtherBackupsTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");
  private static final String ADOPT = "adopt: {location: 's3://backups/%s'}";

  @Test
  void aCheckpointKeepsTheConfigurationByThePreset() {
    var checkpoint =
        aBackup("scope: Configuration, description: customer page").environment("preset: nocobase");

    var job = checkpoint.job();

    var order = (CheckpointOrder) job.order();
    assertThat(order.app().preset()).isEqualTo("nocobase");
    assertThat(order.description()).isEqualTo("customer page");
    assertThat(order.id()).isEqualTo("9f8e7d6c-0000-0000-0000-000000000000");
    assertThat(order.rules()).isEmpty();
    assertThat(job.claims()).isEmpty();
  }

  @Test
  void aCheckpointSaysWhatItMade() {
    var made = new Checkpointed("crm/c1", "ab12", 2048, LONG_AGO, LONG_AGO.plusSeconds(9));

    var said = aBackup("scope: Configuration").done("Checkpoint", made).said();

    assertThat(said.phase()).isEqualTo(BackupPhase.COMPLETE);
    assertThat(said.reason()).isEqualTo(BackupReason.CHECKPOINT);
    assertThat(said.location()).isEqualTo("crm/c1");
    assertThat(said.size()).isEqualTo("2.0Ki");
    assertThat(said.verifiedHow()).isEqualTo(Verification.CHECKSUM);
    assertThat(said.files()).extracting("sha256").containsExactly("ab12");
  }

  @Test
  void keysThatLieInClearAreAStandingWarning() {
    var made =
        new BackedUp(
            "crm/b1",
            1,
            1,
            List.of(),
            LONG_AGO,
            LONG_AGO,
            LONG_AGO,
            "17",
            17,
            null,
            List.of("uploads/aes_key.dat"));

    var said = aBackup("").done("BackUp", made).said();

    assertThat(Conditions.message(said.conditions(), "KeyMaterialInClear"))
        .isEqualTo("uploads/aes_key.dat");
  }

  @Test
  void oneThatIsThereIsReadBeforeItIsTakenUp() {
    var order = (VerifyOrder) aBackup(ADOPT.formatted("old/b1/")).encrypted().job().order();

    assertThat(order.location()).isEqualTo("old/b1");
    assertThat(order.how()).isEqualTo(ProofKind.CHECKSUM);
    assertThat(requireNonNull(order.backups().encryption()).identityFile()).isNotNull();
  }

  @Test
  void oneThatIsTakenUpIsAsOldAsItIs() {
    var said = aBackup(ADOPT.formatted("old/b1")).done("Adopt", found("Full")).said();

    assertThat(said.phase()).isEqualTo(BackupPhase.COMPLETE);
    assertThat(said.location()).isEqualTo("old/b1");
    assertThat(said.startedAt()).isEqualTo(LONG_AGO);
    assertThat(said.size()).isEqualTo("4.0Ki");
    assertThat(said.rows()).isEqualTo(42);
    assertThat(said.versions()).containsEntry("server", "16.1");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://elsewhere/old/b1",
    "s3://backups/b1",
    "s3://backups/a/b/c",
    "s3://backups/old/"
  })
  void oneThatIsNotInTheStoreIsNotTakenUp(String location) {
    var result = aBackup("adopt: {location: '" + location + "'}").next();

    assertThat(((Stall) result).reason()).isEqualTo("BackupNotInStore");
    assertThat(((Stall) result).message()).contains(location, "s3://backups/");
  }

  @Test
  void oneOfAnotherScopeIsNotTakenUp() {
    var result = aBackup(ADOPT.formatted("old/b1")).done("Adopt", found("Database")).next();

    assertThat(((Fail) result).reason()).isEqualTo("ScopeDiffers");
  }

  @ParameterizedTest
  @CsvSource({"BACKUP_INCOMPLETE, true", "BACKUP_DAMAGED, true", "STORE_UNREACHABLE, false"})
  void oneThatIsNotWholeIsNotTakenUp(FailureCode code, boolean fails) {
    var result = aBackup(ADOPT.formatted("old/b1")).failed("Adopt", code).next();

    assertThat(result).isInstanceOf(fails ? Fail.class : Stall.class);
  }

  @Test
  void oneOfTheClockWaitsForARelease() {
    var held = "busyWith: {kind: MigrationPlan, name: crm-2026-11}";

    assertThat(aScheduledBackup().environmentStatus(held).next())
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.what()).contains("MigrationPlan crm-2026-11"));
    assertThat(
            aScheduledBackup()
                .environmentStatus(held)
                .failed("BackUp", FailureCode.CONNECTION_LOST)
                .next())
        .isInstanceOf(Wait.class);
    assertThat(aBackup("").environmentStatus(held).next()).isInstanceOf(Act.class);
  }

  @Test
  void oneOfTheClockThatRunsGoesOnIntoARelease() {
    var running =
        aScheduledBackup()
            .environmentStatus("busyWith: {kind: MigrationPlan, name: crm-2026-11}")
            .attempt("BackUp", new Running("the worker"));

    assertThat(((Wait) running.next()).what()).isEqualTo("the worker");
  }

  @Test
  void goesWhereTheClaimIs() {
    var job = aBackup("").place(new ClaimPlace.OnNode("node-2")).job();

    assertThat(job.node()).isEqualTo("node-2");
  }

  @Test
  void doesNotBeginWhereTheClaimCannotBeMounted() {
    var taken = aBackup("").place(new ClaimPlace.Taken("ClaimInUse", "Pod crm has it"));

    assertThat(((Stall) taken.next()).reason()).isEqualTo("ClaimInUse");
    assertThat(taken.attempt("BackUp", new Running("the worker")).next()).isInstanceOf(Wait.class);
  }

  private static Verified found(String scope) {
    return new Verified("old/b1", ProofKind.CHECKSUM, 3, 42, 0, 0, 1, BackupFixtures.NOW)
        .withBackup(
            new StoredBackup(
                scope, "old", "uid", "0.1", 4096, LONG_AGO, LONG_AGO.plusSeconds(60), 9, "16.1"));
  }
}
