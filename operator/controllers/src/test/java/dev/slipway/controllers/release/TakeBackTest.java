package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person takes back that has succeeded. */
class TakeBackTest {
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final JobState UNDONE =
      new Reported(WorkReport.done("taken back", new Undone("run", null)), NOW);

  private final ReleasePlanner planner = new ReleasePlanner();

  @ParameterizedTest
  @CsvSource({
    // where the plan is, what a person says, with which nonce, and whether it is taken back
    "SUCCEEDED, Rollback, 2, true",
    "SUCCEEDED, Rollback, 1, false",
    "SUCCEEDED, Retry, 2, false",
    "SUCCEEDED, Reopen, 2, false",
    "ROLLED_BACK, Rollback, 2, false",
    "FAILED, Rollback, 2, false",
    "NEEDS_ATTENTION, Rollback, 2, false",
  })
  void isBegunOnceForEachAnswer(PlanPhase phase, String action, String nonce, boolean expected) {
    var seen =
        aRelease()
            .spec(Map.of("resolve", Map.of("action", action, "nonce", nonce)))
            .resolved("1")
            .in(phase)
            .view();

    assertThat(Runs.isToBeTakenBack(seen.plan())).isEqualTo(expected);
  }

  /** Such as one that somebody keeps in Git. */
  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "NEEDS_ATTENTION"})
  void isNotBegunByWhatWasSaidBeforeThereWasAnythingToAnswer(PlanPhase reached) {
    var early = Map.of("action", "Rollback", "nonce", "1");
    var seen = aRelease().spec(Map.of("resolve", early)).in(PlanPhase.REOPENING).view();
    var decision =
        new Decision(reached, "OpenServices", new Done("the app is open"), seen.journal());

    seen.plan().setStatus(new ReleaseStatuses(seen, decision).status());

    assertThat(seen.plan().getStatus().resolvedNonce()).isEqualTo("1");
    assertThat(Runs.isToBeTakenBack(seen.plan())).isFalse();
  }

  @Test
  void isARunOfItsOwnThatKnowsWhichOneItTakesBack() {
    var seen = begun().running(FILE, true, false).in(PlanPhase.SUCCEEDED).view();
    var released = seen.run();

    seen.plan().setStatus(Runs.takenBack(seen.plan(), NOW));

    assertThat(seen.run()).isNotEqualTo(released);
    assertThat(Runs.undone(seen.plan())).isEqualTo(released);
    assertThat(seen.isTakingBack()).isTrue();
    assertThat(Runs.isToBeTakenBack(seen.plan())).isFalse();
  }

  @Test
  void isRefusedWhereTheTargetRunsAnotherFileByNow() {
    var seen =
        aRelease()
            .step(FindRelease.STEP, StepState.RUNNING)
            .running("sha256:" + "cd".repeat(32), true, false)
            .ready()
            .in(PlanPhase.PREFLIGHT)
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.FAILED);
    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Fail.class,
            it -> {
              assertThat(it.reason()).isEqualTo("LaterRelease");
              assertThat(it.message()).contains("cdcdcd", "release an earlier file");
            });
  }

  @Test
  void asksForTheUndoThatTheLedgerNames() {
    var seen = begun().step(Undo.STEP, StepState.RUNNING).in(PlanPhase.ROLLING_BACK).view();

    var act = (Act) planner.next(seen).result();
    var order = (UndoOrder) ((Action.StartJob) act.action()).job().order();

    assertThat(order.undo()).isNull();
    assertThat(order.undone()).isEqualTo(seen.plan().getMetadata().getUid());
  }

  @Test
  void opensTheAppAgainWhereItIsRefused() {
    var refused =
        new Reported(
            WorkReport.failed(FailureCode.CHANGED_SINCE, "pages were changed"),
            NOW.minusSeconds(3600));
    var seen =
        begun()
            .step(Undo.STEP, StepState.RUNNING)
            .attempt(Undo.STEP, 1, refused)
            .in(PlanPhase.ROLLING_BACK)
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(decision.result().inWords()).contains("the release stands", "acceptDataLossSince");
  }

  @Test
  void needsAPersonWhereTheAppIsNotWellAfterwards() {
    var unwell =
        new Reported(
            WorkReport.failed(FailureCode.VALIDATION_FAILED, "no"), NOW.minusSeconds(3600));
    var seen =
        undone()
            .step(CheckRestored.STEP, StepState.RUNNING)
            .attempt(CheckRestored.STEP, 1, unwell)
            .in(PlanPhase.ROLLING_BACK)
            .view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @ParameterizedTest
  @CsvSource({"Retry", "Rollback"})
  void triesAgainThenAsToldAndNeverRestoresTheBackup(String action) {
    var seen =
        undone()
            .step(CheckRestored.STEP, StepState.FAILED)
            .spec(Map.of("resolve", Map.of("action", action, "nonce", "2")))
            .resolved("1")
            .in(PlanPhase.NEEDS_ATTENTION)
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.ROLLING_BACK);
    assertThat(decision.step()).isEqualTo(CheckRestored.STEP);
    assertThat(decision.answered()).isEqualTo("2");
  }

  @Test
  void endsRolledBackWithoutTheMark() {
    var seen =
        undone()
            .step("LowerLastFence", StepState.DONE)
            .step("GiveBackReplicas", StepState.DONE)
            .step("OpenServices", StepState.DONE)
            .step("UnlockEnvironment", StepState.DONE)
            .in(PlanPhase.REOPENING)
            .view();

    var decision = planner.next(seen);
    seen.plan().setStatus(new ReleaseStatuses(seen, decision).status());

    assertThat(decision.phase()).isEqualTo(PlanPhase.ROLLED_BACK);
    assertThat(seen.plan().getStatus().conditions())
        .anySatisfy(
            it -> {
              assertThat(it.type()).isEqualTo("Validated");
              assertThat(it.reason()).isEqualTo("TakenBack");
            });
  }

  @Test
  void isGivenUpBeforeTheUndoBeginsAndNotAfterwards() {
    var abort = Map.<String, Object>of("abort", true);

    var before = planner.next(begun().spec(abort).in(PlanPhase.BACKING_UP).view());
    var meanwhile =
        planner.next(
            begun()
                .spec(abort)
                .step(Undo.STEP, StepState.RUNNING)
                .attempt(Undo.STEP, 1, UNDONE)
                .in(PlanPhase.ROLLING_BACK)
                .view());

    assertThat(before.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(meanwhile.result()).isEqualTo(new Done("taken back"));
    assertThat(meanwhile.phase()).isEqualTo(PlanPhase.ROLLING_BACK);
  }

  @ParameterizedTest
  @CsvSource({
    // where the API server refuses what is to be done, for how many seconds, and what becomes of it
    "FindContestants, 600, ''",
    "CloseServices, 0, REOPENING",
    "RaiseFence, 0, REOPENING",
    "BackUp, 0, REOPENING",
    "Undo, 0, REOPENING",
    "LowerFence, 60, ''",
    "LowerFence, 600, NEEDS_ATTENTION",
    "StartApp, 600, NEEDS_ATTENTION",
    "KeepBaseline, 0, ROLLING_BACK",
  })
  void doesNotKeepAnAppClosedForWhatTheClusterRefuses(String step, int seconds, String expected) {
    var fixture = at(step).at(NOW.plusSeconds(seconds - 60));

    var refused = planner.refused(fixture.view(), "exceeded quota");

    assertThat(refused.map(it -> it.phase().name()).orElse("")).isEqualTo(expected);
  }

  @Test
  void leavesTheReleaseAsItIsWhereTheClusterRefuses() {
    var seen = at("BackUp").running(FILE, true, false).view();

    seen.plan()
        .setStatus(
            new ReleaseStatuses(seen, planner.refused(seen, "exceeded quota").orElseThrow())
                .status());

    assertThat(seen.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(Route.in(seen.phase(), seen.journal())).isEqualTo(Route.OUT);
    assertThat(Ending.of(seen)).isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void tellsWhatToAnswerWhereTheClusterRefusesAfterTheUndo() {
    var seen = at("StartApp").at(NOW.plusSeconds(600)).view();

    var refused = planner.refused(seen, "exceeded quota").orElseThrow();
    seen.plan().setStatus(new ReleaseStatuses(seen, refused).status());

    assertThat(seen.plan().getStatus().message())
        .contains("exceeded quota", "slipway retry", "slipway reopen")
        .doesNotContain("slipway rollback");
  }

  @Test
  void asksOnWhereNobodyKnowsWhatItsWorkerHasDone() {
    var gone = new JobState.Lost("WorkerFailed", "gone", NOW);
    var seen = at(Undo.STEP).at(NOW.plusSeconds(600)).attempt(Undo.STEP, 1, gone).view();

    assertThat(planner.refused(seen, "exceeded quota")).isEmpty();
  }

  /** On its way, with all before this step done. */
  private static ReleaseFixtures at(String step) {
    var fixture =
        aRelease()
            .spec(Map.of("resolve", Map.of("action", "Rollback", "nonce", "1")))
            .resolved("1");
    for (var phased : ReleaseFixtures.stepsOf(Route.TAKE_BACK)) {
      if (phased.name().equals(step)) {
        return fixture.step(step, StepState.RUNNING).in(phased.phase());
      }
      fixture.step(phased.name(), StepState.DONE);
    }
    throw new IllegalArgumentException("no step " + step);
  }

  /** Closed, and about to be taken back. */
  private static ReleaseFixtures begun() {
    return aRelease()
        .spec(Map.of("resolve", Map.of("action", "Rollback", "nonce", "1")))
        .resolved("0")
        .step(FindRelease.STEP, StepState.DONE)
        .step("FindContestants", StepState.DONE)
        .step("LockEnvironment", StepState.DONE)
        .step("RecordState", StepState.DONE)
        .step("CloseServices", StepState.DONE)
        .step("ReduceReplicas", StepState.DONE)
        .step("RaiseFence", StepState.DONE)
        .step("BackUp", StepState.DONE);
  }

  private static ReleaseFixtures undone() {
    return begun()
        .step(Undo.STEP, StepState.DONE)
        .step("LowerFence", StepState.DONE)
        .step("StopApp", StepState.DONE)
        .step("StartApp", StepState.DONE);
  }
}
