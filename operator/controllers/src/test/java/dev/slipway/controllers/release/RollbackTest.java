package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back of a release that was applied. */
class RollbackTest {
  private static final UndoFile FILE = new UndoFile("crm-prod/run/undo.slipway", "sha256:ef");
  private static final String PATCH =
      "kubectl patch mplan crm-1 -n crm-prod --type merge"
          + " -p '{\"spec\":{\"resolve\":{\"action\":\"%s\",\"nonce\":\"%s\"}}}'";
  private static final JobState APPLIED = applied(FILE);
  private static final JobState LOST = new Lost("WorkerFailed", "gone", NOW.minusSeconds(600));

  private final ReleasePlanner planner = new ReleasePlanner();

  @Test
  void takesBackByFileWhatWasReleased() {
    var seen = aRelease().at("Undo").attempt("Apply", 1, APPLIED).view();

    var order = (UndoOrder) orderIn(planner.next(seen));

    assertThat(order.undo()).isEqualTo(FILE);
    assertThat(order.undone()).isEqualTo(seen.run().value());
    assertThat(order.step().step()).isEqualTo("Undo");
  }

  @Test
  void needsNoBackupOnceItIsTakenBack() {
    var undone = new Reported(WorkReport.done("taken back", new Undone("run", null)), NOW);
    var first =
        planner.next(
            aRelease().at("Undo").attempt("Apply", 1, APPLIED).attempt("Undo", 1, undone).view());
    var second = planner.next(aRelease().at("RestoreBackup").view());

    assertThat(first.result()).isEqualTo(new Done("taken back"));
    assertThat(second.result()).isInstanceOf(NotNeeded.class);
  }

  @Test
  void bringsTheBackupBackWhereNoUndoFileWasKept() {
    var first = planner.next(aRelease().at("Undo").attempt("Apply", 1, applied(null)).view());
    var second =
        planner.next(
            aRelease()
                .backupThatSays("Complete")
                .at("RestoreBackup")
                .step("Undo", StepState.NOT_NEEDED)
                .view());

    assertThat(first.result()).isInstanceOf(NotNeeded.class);
    assertThat(orderIn(second)).isInstanceOf(RestoreOrder.class);
  }

  @ParameterizedTest
  @CsvSource({
    // why the undo is refused, and whether the backup is brought back instead
    "FILE_DAMAGED, true",
    "DIGEST_MISMATCH, true",
    "OBJECT_MISSING, true",
    "IDENTITY_MISSING, true",
    "DATABASE_REFUSED, true",
    "STRUCTURE_UNSUPPORTED, false",
    "RULES_ILLEGAL, false",
    "LEDGER_DISAGREES, false",
    "CHANGED_SINCE, false",
    "OTHER_TABLES_TOUCHED, false",
  })
  void neverBringsTheBackupBackOverWhatOthersWroteSince(FailureCode refusal, boolean isRestored) {
    var seen = undoThatSays(refusal).view();

    var decision = planner.next(seen);

    if (isRestored) {
      assertThat(decision.result()).isInstanceOf(NotNeeded.class);
      assertThat(decision.phase()).isEqualTo(PlanPhase.ROLLING_BACK);
    } else {
      assertThat(decision.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
      var stalled = Conditions.find(new ReleaseConditions(seen, decision).all(), "Stalled");
      assertThat(stalled.orElseThrow().reason()).isEqualTo("Held");
      assertThat(stalled.orElseThrow().status()).isEqualTo(ConditionStatus.TRUE);
    }
  }

  @Test
  void bringsTheBackupBackOverThatOnceAPersonSaysSo() {
    var seen =
        undoThatSays(FailureCode.CHANGED_SINCE)
            .spec(Map.of("resolve", Map.of("action", "Rollback", "nonce", "1")))
            .resolved("1")
            .view();

    assertThat(planner.next(seen).result()).isInstanceOf(NotNeeded.class);
  }

  @Test
  void bringsTheBackupBackByItselfOnlyWhereNobodyHasWritten() {
    var seen = aRestore().attempt("RestoreBackup", 1, failed(FailureCode.CHANGED_SINCE)).view();

    var decision = planner.next(seen);

    assertThat(((RestoreOrder) orderIn(planner.next(aRestore().view()))).unlessWritten()).isTrue();
    assertThat(decision.result()).isEqualTo(new Fail("Held", "no"));
    assertThat(decision.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void bringsItBackWhoeverHasWrittenOnceAPersonSaysSo() {
    var told = Map.<String, Object>of("resolve", Map.of("action", "Rollback", "nonce", "1"));

    var seen = aRestore().spec(told).resolved("1").view();

    assertThat(((RestoreOrder) orderIn(planner.next(seen))).unlessWritten()).isNull();
  }

  @Test
  void needsAPersonWhereTheUndoIsRefusedAndThereIsNoBackup() {
    var seen = undoThatSays(FailureCode.FILE_DAMAGED).step("BackUp", StepState.NOT_NEEDED).view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void asksTheLedgerWhereTheWorkersWordIsGone() {
    var seen = aRelease().at("Undo").view();

    var order = (ApplyOrder) orderIn(planner.next(seen));

    assertThat(order.onlyAsk()).isTrue();
    assertThat(order.known())
        .singleElement()
        .satisfies(it -> assertThat(it.step()).isEqualTo("Apply"));
  }

  @Test
  void doesNotAskWhileAnUndoIsUnderWay() {
    var seen = aRelease().at("Undo").attempt("Undo", 1, new Running("the worker")).view();

    assertThat(planner.next(seen).result()).isInstanceOf(Wait.class);
  }

  @Test
  void restoresNothingOverADatabaseThatDoesNotKnowOfTheRelease() {
    var seen =
        aRelease().at("Undo").attempt("Apply", 2, failed(FailureCode.DATABASE_WENT_BACK)).view();

    var decision = planner.next(seen);

    assertThat(decision.result()).isInstanceOf(Fail.class);
    assertThat(decision.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @ParameterizedTest
  @CsvSource({
    // the last of its workers that was lost, and whether there is another one
    "1, true",
    "4, true",
    "5, false",
  })
  void isNotKeptClosedByWorkersThatDie(int attempt, boolean isFollowed) {
    var seen =
        aRelease().at("Undo").attempt("Apply", 1, APPLIED).attempt("Undo", attempt, LOST).view();

    assertThat(planner.next(seen).result()).isInstanceOf(isFollowed ? Act.class : NotNeeded.class);
  }

  @Test
  void goesOnWithARestoreThatAnEarlierOperatorBegan() {
    var seen =
        aRelease()
            .at("Undo")
            .step("RestoreBackup", StepState.RUNNING)
            .attempt("Apply", 1, APPLIED)
            .view();

    assertThat(planner.next(seen).result()).isInstanceOf(NotNeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    // whether a backup and an undo file were kept, and whether a rollback is offered
    "true, false, true",
    "false, true, true",
    "false, false, false",
  })
  void tellsAPersonExactlyWhatToType(boolean hasBackup, boolean hasUndo, boolean isOffered) {
    var seen =
        aRelease()
            .spec(Map.of("onFailure", "Hold"))
            .at("Validate")
            .step("BackUp", hasBackup ? StepState.DONE : StepState.NOT_NEEDED)
            .attempt("Apply", 1, applied(hasUndo ? FILE : null))
            .attempt("Validate", 1, failed(FailureCode.VALIDATION_FAILED))
            .view();

    var status = statusAfter(seen);

    assertThat(status.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
    assertThat(status.message())
        .contains("held, as the plan says: no; the app is closed.")
        .contains(PATCH.formatted("Retry", 1), "slipway retry crm-1 -n crm-prod")
        .contains(PATCH.formatted("Reopen", 1), "slipway reopen crm-prod -n crm-prod")
        .hasSizeLessThanOrEqualTo(1000);
    assertThat(String.valueOf(status.message()).contains(PATCH.formatted("Rollback", 1)))
        .isEqualTo(isOffered);
    assertThat(Conditions.find(status.conditions(), "Stalled").orElseThrow().reason())
        .isEqualTo("Held");
  }

  @Test
  void keepsTheCommandsWhereTheReasonIsLong() {
    var seen =
        aRelease()
            .at("RestoreBackup")
            .step("Undo", StepState.NOT_NEEDED)
            .backupThatSays("Complete")
            .attempt(
                "RestoreBackup",
                1,
                new Reported(
                    WorkReport.failed(FailureCode.BACKUP_DAMAGED, "x".repeat(2000)),
                    NOW.minusSeconds(3600)))
            .resolved("7")
            .view();

    assertThat(statusAfter(seen).message())
        .hasSizeLessThanOrEqualTo(1000)
        .startsWith("xxx")
        .contains(PATCH.formatted("Retry", 8), PATCH.formatted("Reopen", 8));
  }

  private MigrationPlanStatus statusAfter(ReleaseView seen) {
    return new ReleaseStatuses(seen, planner.next(seen)).status();
  }

  private static ReleaseFixtures undoThatSays(FailureCode refusal) {
    return aRelease().at("Undo").attempt("Apply", 1, APPLIED).attempt("Undo", 1, failed(refusal));
  }

  private static ReleaseFixtures aRestore() {
    return aRelease()
        .backupThatSays("Complete")
        .at("RestoreBackup")
        .step("Undo", StepState.NOT_NEEDED);
  }

  private static WorkOrder orderIn(Decision decision) {
    assertThat(decision.result()).isInstanceOf(Act.class);
    return ((Action.StartJob) ((Act) decision.result()).action()).job().order();
  }

  private static JobState applied(@Nullable UndoFile undo) {
    return new Reported(
        WorkReport.done("applied", new Applied("sha256:ab", "sha256:cd", 1, 2, 3, 4, undo)), NOW);
  }

  private static JobState failed(FailureCode code) {
    return new Reported(WorkReport.failed(code, "no"), NOW.minusSeconds(3600));
  }
}
