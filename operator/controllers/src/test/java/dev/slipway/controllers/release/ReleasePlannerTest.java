package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static dev.slipway.controllers.release.ReleaseFixtures.stepsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.BaselineOrder;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasePlannerTest {
  private static final JobState RUNNING = new Running("the worker");
  private static final JobState LOST = new Lost("WorkerFailed", "gone", NOW.minusSeconds(600));

  private static final JobState APPLIED_WITHOUT_UNDO =
      new Reported(
          WorkReport.done("applied", new Applied("sha256:ab", "sha256:cd", 1, 2, 3, 4, null)), NOW);

  private final ReleasePlanner planner = new ReleasePlanner();

  static Stream<PhasedStep> forwardSteps() {
    return stepsOf(Route.FORWARD).stream();
  }

  static Stream<PhasedStep> allSteps() {
    return Arrays.stream(Route.values()).flatMap(route -> stepsOf(route).stream());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FindTarget", "FindRelease"})
  void everyStepOfARunHasANameOfItsOwn(String first) {
    var journal = Journal.of(List.of()).begun(first, NOW);

    assertThat(Route.of(journal).stream().flatMap(it -> stepsOf(it).stream()).map(PhasedStep::name))
        .contains(first)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("forwardSteps")
  void entersEveryStepIntoTheJournalBeforeItDoesAnything(PhasedStep step) {
    var decision = planner.next(aRelease().before(step.name()).view());

    assertThat(decision.step()).isEqualTo(step.name());
    assertThat(decision.phase()).isEqualTo(step.phase());
    if (decision.result() instanceof NotNeeded) {
      assertThat(decision.journal().isSettled(step.name())).isTrue();
      return;
    }
    assertThat(decision.result()).isEqualTo(new Done(step.name() + " begins"));
    assertThat(decision.journal().hasBegun(step.name())).isTrue();
    assertThat(decision.journal().isSettled(step.name())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // where the release is, and where it goes when that fails for good
    "RaiseFence, REOPENING",
    "Apply, REOPENING",
    "Validate, ROLLING_BACK",
  })
  void turnsBackWhereAWorkerRefuses(String step, PlanPhase expected) {
    var refused = failed(FailureCode.DATABASE_REFUSED);
    var decision = planner.next(aRelease().at(step).attempt(step, 1, refused).view());

    assertThat(decision.result()).isEqualTo(new Fail("DatabaseRefused", "no"));
    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.journal().hasFailed(step)).isTrue();
  }

  @Test
  void holdsWhereThePlanSaysSo() {
    var seen =
        aRelease()
            .spec(Map.of("onFailure", "Hold"))
            .at("Validate")
            .attempt("Validate", 1, failed(FailureCode.VALIDATION_FAILED))
            .view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void holdsWhereNothingWasKeptToGoBackTo() {
    var seen =
        aRelease()
            .at("Validate")
            .step("BackUp", StepState.NOT_NEEDED)
            .attempt("Apply", 1, APPLIED_WITHOUT_UNDO)
            .attempt("Validate", 1, failed(FailureCode.VALIDATION_FAILED))
            .view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void neverRollsBackByItselfWhereUsersMayHaveBeenIn() {
    var seen =
        aRelease()
            .openedBySomebody()
            .at("Validate")
            .attempt("Validate", 1, failed(FailureCode.VALIDATION_FAILED))
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
    assertThat(new ReleaseConditions(seen, decision).all())
        .anySatisfy(it -> assertThat(it.message()).contains("somebody opened its Services"));
  }

  @ParameterizedTest
  @CsvSource({
    // what the Backup says, how long the app may take to rest, and what becomes of the release
    "Complete, 5m, BACKING_UP",
    "Failed, 5m, REOPENING",
    "Stalled, 5m, BACKING_UP",
    "Stalled, 30s, REOPENING",
  })
  void isNotKeptClosedForABackupThatDoesNotCome(
      String condition, String timeout, PlanPhase expected) {
    var seen =
        aRelease()
            .target(Map.of("quiesce", Map.of("timeout", timeout)))
            .backupThatSays(condition)
            .at("BackUp")
            .view();

    assertThat(planner.next(seen).phase()).isEqualTo(expected);
  }

  @Test
  void neverTakesTheBackupOfAnotherRunForItsOwn() {
    var decision = planner.next(aRelease().anothersBackup().at("BackUp").view());

    assertThat(decision.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(decision.result().inWords()).contains("is of another run");
  }

  @ParameterizedTest
  @CsvSource({"Build", "Preview"})
  void waitsForPeopleWhileTheAppIsOpen(String step) {
    var decision =
        planner.next(
            aRelease().at(step).attempt(step, 1, failedNow(FailureCode.RULES_ILLEGAL)).view());

    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo("RulesIllegal"));
    assertThat(decision.phase()).isEqualTo(aRelease().at(step).view().phase());
  }

  @ParameterizedTest
  @CsvSource({"Build", "Preview", "RaiseFence", "Apply", "LowerFence", "Validate"})
  void hasALostWorkerFollowedByAnother(String step) {
    var decision = planner.next(aRelease().at(step).attempt(step, 1, LOST).view());

    assertThat(jobIn(decision).order().step().attempt()).isEqualTo(2);
    assertThat(decision.journal().entry(step).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void givesUpRaisingTheFenceAfterFiveLostWorkers() {
    var decision = planner.next(aRelease().at("RaiseFence").attempt("RaiseFence", 5, LOST).view());

    assertThat(decision.phase()).isEqualTo(PlanPhase.REOPENING);
  }

  @Test
  void neverGivesUpAskingWhetherItWasApplied() {
    var decision = planner.next(aRelease().at("Apply").attempt("Apply", 50, LOST).view());

    assertThat(((ApplyOrder) jobIn(decision).order()).onlyAsk()).isFalse();
  }

  @Test
  void countsAttemptsWhoseJobsAreCollected() {
    var fixture = aRelease().before("RaiseFence");
    var seen = fixture.view();
    var journal =
        seen.journal()
            .begun("RaiseFence", NOW)
            .noted("RaiseFence", 7, new Wait("a worker", Duration.ZERO), NOW);
    seen.plan()
        .setStatus(
            new ReleaseStatuses(
                    seen, new Decision(seen.phase(), "RaiseFence", new Done(""), journal))
                .status());

    assertThat(jobIn(planner.next(seen)).order().step().attempt()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "FindTarget, ABORTED",
    "Approve, ABORTED",
    "CloseServices, REOPENING",
    "BackUp, REOPENING",
    "LowerFence, ROLLING_BACK",
    "Validate, ROLLING_BACK",
  })
  void turnsBackWhenItIsAborted(String step, PlanPhase expected) {
    var decision = planner.next(aRelease().spec(Map.of("abort", true)).at(step).view());

    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.result()).isEqualTo(new Fail("Aborted", "the release was aborted"));
  }

  @Test
  void waitsForTheWorkerThatMayStillRaiseTheFence() {
    var seen =
        aRelease()
            .spec(Map.of("abort", true))
            .at("RaiseFence")
            .attempt("RaiseFence", 1, RUNNING)
            .view();

    assertThat(planner.next(seen).result()).isInstanceOf(Wait.class);
    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.QUIESCING);
  }

  @Test
  void onlyAsksWhetherItWasAppliedOnceItIsAborted() {
    var seen = aRelease().spec(Map.of("abort", true)).at("Apply").attempt("Apply", 1, LOST).view();

    assertThat(((ApplyOrder) jobIn(planner.next(seen)).order()).onlyAsk()).isTrue();
  }

  @Test
  void isAbortedWithNothingChangedWhereItWasNotApplied() {
    var seen =
        aRelease()
            .spec(Map.of("abort", true))
            .at("Apply")
            .attempt("Apply", 2, failed(FailureCode.NOT_APPLIED))
            .view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.REOPENING);
  }

  @Test
  void givesUpAtTheDeadlineWhereNothingWasApplied() {
    var seen = aRelease().spec(Map.of("deadline", "30s")).at("RaiseFence").view();

    assertThat(planner.next(seen).result())
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.reason()).isEqualTo("DeadlineExceeded"));
  }

  @Test
  void hasNoDeadlineOnceItIsApplied() {
    var seen = aRelease().spec(Map.of("deadline", "30s")).at("LowerFence").view();

    assertThat(planner.next(seen).result()).isInstanceOf(Act.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Validate, SUCCEEDED",
    "CheckRestored, ROLLED_BACK",
    "RestoreBackup, ROLLED_BACK",
    "Undo, ROLLED_BACK",
    "Apply, FAILED",
    "RaiseFence, FAILED",
  })
  void endsAsWhatItReached(String last, PlanPhase expected) {
    var fixture = aRelease();
    for (var step : allSteps().toList()) {
      fixture.step(step.name(), StepState.DONE);
      if (step.name().equals(last)) {
        break;
      }
    }
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // where the API server refuses what is to be done, and what becomes of the release
    "Preview, ''",
    "CloseServices, REOPENING",
    "BackUp, REOPENING",
    "Apply, REOPENING",
    "StopApp, ROLLING_BACK",
    "KeepBaseline, VALIDATING",
    "StopForRollback, ''",
  })
  void turnsBackWhereTheApiServerRefuses(String step, String expected) {
    var seen = aRelease().at(step).view();

    var refused = planner.refused(seen, "denied by a policy");

    assertThat(refused.map(it -> it.phase().name()).orElse("")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Apply", "Undo", "RestoreBackup"})
  void goesNowhereUntilItIsKnownWhatAWorkerHasDone(String step) {
    var late = aRelease().at(NOW.plusSeconds(3600));
    var fixture = late.at(step).attempt(step, 1, new Lost("WorkerFailed", "gone", NOW));

    assertThat(planner.refused(fixture.view(), "exceeded quota")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StopForRollback", "Undo", "RestoreBackup", "StartRestored"})
  void callsAPersonWhereTheWayBackIsRefusedForLong(String step) {
    var late = aRelease().at(NOW.plusSeconds(300));

    var refused = planner.refused(late.at(step).view(), "exceeded quota").orElseThrow();

    assertThat(refused.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
    assertThat(refused.result())
        .isEqualTo(new Fail("ActionRefused", "the Kubernetes API refused: exceeded quota"));
  }

  @Test
  void lowersNoFenceThatNoWorkerCouldRaise() {
    var fixture = aRelease().before("RaiseFence").step("RaiseFence", StepState.FAILED);
    fixture.in(PlanPhase.REOPENING).step("LowerLastFence", StepState.RUNNING);

    assertThat(planner.next(fixture.view()).result()).isEqualTo(new NotNeeded("no fence is left"));
  }

  @Test
  void neverSucceedsWithoutValidation() {
    var fixture = aRelease().before("Validate").step("Validate", StepState.FAILED);
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"Retry, VALIDATING", "Rollback, ROLLING_BACK", "Reopen, REOPENING"})
  void doesWhatAPersonAnswers(String action, PlanPhase expected) {
    var fixture =
        aRelease()
            .spec(Map.of("resolve", Map.of("action", action, "nonce", "1")))
            .at("Validate")
            .step("Validate", StepState.FAILED)
            .in(PlanPhase.NEEDS_ATTENTION);

    var first = planner.next(fixture.view());
    var again = planner.next(fixture.resolved("1").view());

    assertThat(first.phase()).isEqualTo(expected);
    assertThat(first.answered()).isEqualTo("1");
    assertThat(again.phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void lowersTheFenceHoweverTheReleaseEnds() {
    var failed = aRelease().at("RaiseFence").step("RaiseFence", StepState.FAILED);
    var fixture = failed.workedAt("RaiseFence", 1);

    var decision =
        planner.next(
            fixture.in(PlanPhase.REOPENING).step("LowerLastFence", StepState.RUNNING).view());

    assertThat(jobIn(decision).order().step().step()).isEqualTo("LowerLastFence");
  }

  @Test
  void triesToLowerTheFenceForAsLongAsItTakes() {
    var decision =
        planner.next(
            aRelease()
                .at("LowerFence")
                .attempt("LowerFence", 9, failed(FailureCode.CREDENTIALS_REJECTED))
                .view());

    assertThat(jobIn(decision).order().step().attempt()).isEqualTo(10);
  }

  @Test
  void goesOnWhenAWorkerIsDone() {
    var done = new Reported(WorkReport.done("up", new Fenced(true, 2)), NOW);
    var decision = planner.next(aRelease().at("RaiseFence").attempt("RaiseFence", 1, done).view());

    assertThat(decision.result()).isEqualTo(new Done("up"));
    assertThat(decision.journal().isDone("RaiseFence")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Build", "Preview"})
  void hasDoneAgainWhatAWorkerDidForWhatThePlanSaidBefore(String step) {
    var done = new Reported(WorkReport.done("done", new Fenced(true, 2)), NOW);
    var changed = aRelease().at(step).attempt(step, 1, done).generation(2);

    assertThat(jobIn(planner.next(changed.view())).order().step().attempt()).isEqualTo(2);
  }

  @Test
  void leavesAloneWhatDoesNotDependOnThat() {
    var done = new Reported(WorkReport.done("up", new Fenced(true, 2)), NOW);
    var changed = aRelease().at("RaiseFence").attempt("RaiseFence", 1, done).generation(2);

    assertThat(planner.next(changed.view()).result()).isEqualTo(new Done("up"));
  }

  @Test
  void saysWhatIsMissing() {
    var seen = aRelease().withoutSource().at("FindSource").view();

    assertThat(planner.next(seen).result())
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo("SourceMissing"));
  }

  @Test
  void refusesAFileThatIsNotValidatedBefore() {
    var seen =
        aRelease()
            .target(
                Map.of(
                    "promotesFrom",
                    List.of(Map.of("namespace", "crm-staging", "name", "crm-staging"))))
            .at("FindValidation")
            .view();

    assertThat(planner.next(seen).result())
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("NotValidated");
              assertThat(stall.message()).contains("crm-staging/crm-staging", "sha256:abab");
            });
  }

  @Test
  void looksForDriftOnlyWhereThatBlocks() {
    var knows = Map.<String, Object>of("preset", "nocobase");
    var blocks = Map.<String, Object>of("preset", "nocobase", "driftPolicy", "Block");

    assertThat(planner.next(aRelease().target(knows).at("CheckDrift").view()).result())
        .isInstanceOf(NotNeeded.class);
    var order = jobIn(planner.next(aRelease().target(blocks).at("CheckDrift").view())).order();
    assertThat(order)
        .isInstanceOfSatisfying(
            ObserveOrder.class,
            it -> {
              assertThat(it.drift()).isEqualTo(DriftCheck.REFUSE);
              assertThat(it.app()).isNotNull();
            });
  }

  @Test
  void waitsForAPersonWhereConfigurationHasDrifted() {
    var seen =
        aRelease()
            .target(Map.of("preset", "nocobase", "driftPolicy", "Block"))
            .at("CheckDrift")
            .attempt("CheckDrift", 1, failedNow(FailureCode.DRIFTED))
            .view();

    assertThat(stallOf(seen).reason()).isEqualTo("Drifted");
    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.PREFLIGHT);
  }

  @Test
  void keepsWhatWasReleasedBeforeUsersAreBackIn() {
    var knows = aRelease().target(Map.of("preset", "nocobase")).at("KeepBaseline").view();

    assertThat(jobIn(planner.next(knows)).order()).isInstanceOf(BaselineOrder.class);
    assertThat(planner.next(aRelease().at("KeepBaseline").view()).result())
        .isInstanceOf(NotNeeded.class);
  }

  @Test
  void takesNoReleaseBackForWantOfABaseline() {
    var seen =
        aRelease()
            .target(Map.of("preset", "nocobase"))
            .at("KeepBaseline")
            .attempt("KeepBaseline", 1, failedNow(FailureCode.DATABASE_REFUSED))
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.VALIDATING);
    assertThat(decision.journal().isSettled("KeepBaseline")).isTrue();
  }

  private Stall stallOf(ReleaseView seen) {
    var result = planner.next(seen).result();
    assertThat(result).isInstanceOf(Stall.class);
    return (Stall) result;
  }

  private static WorkerJob jobIn(Decision decision) {
    assertThat(decision.result()).isInstanceOf(Act.class);
    return ((Action.StartJob) ((Act) decision.result()).action()).job();
  }

  private static JobState failed(FailureCode code) {
    return new Reported(WorkReport.failed(code, "no"), NOW.minusSeconds(3600));
  }

  private static JobState failedNow(FailureCode code) {
    return new Reported(WorkReport.failed(code, "no"), NOW);
  }
}
