package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static dev.slipway.controllers.release.ReleaseFixtures.stepsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.check.JobChecks;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.WorkReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrideTest {
  private static final JobState WELL =
      new Reported(WorkReport.done("well", new Checked(List.of())), NOW);

  private final ReleasePlanner planner = new ReleasePlanner();
  private final Stride stride = new Stride(planner);

  static Stream<String> stepsWhileClosed() {
    return Stream.concat(
        stepsOf(Route.FORWARD).stream()
            .map(PhasedStep::name)
            .dropWhile(it -> !it.equals(CloseServices.STEP)),
        stepsOf(Route.BACK).stream().map(PhasedStep::name));
  }

  @Test
  void whatAStepCameToIsWrittenTogetherWithTheBeginOfTheNextThatHasSomethingToDo() {
    var seen = aRelease().at(Validate.STEP).attempt(Validate.STEP, 1, WELL).view();

    var decision = stride.from(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(decision.result()).isEqualTo(new Done("GiveBackReplicas begins"));
    assertThat(decision.journal().isDone(Validate.STEP)).isTrue();
    assertThat(decision.journal().entries())
        .filteredOn(it -> it.state() == StepState.NOT_NEEDED)
        .extracting(StepStatus::name)
        .containsSubsequence(
            JobChecks.STEP, Soak.STEP, ValidateAgain.STEP, AwaitSignOff.STEP, KeepBaseline.STEP);
    assertThat(decision.journal().hasBegun(GiveBackReplicas.STEP)).isTrue();
    assertThat(decision.journal().isSettled(GiveBackReplicas.STEP)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("stepsWhileClosed")
  void nothingIsDoneThatWasNotAnnouncedInAWriteBefore(String step) {
    var seen = aRelease().before(step).view();

    var decision = stride.from(seen);

    assertThat(decision.result()).isNotInstanceOf(Act.class);
    assertThat(decision.journal().entries())
        .filteredOn(it -> it.state() == StepState.RUNNING)
        .hasSize(1)
        .noneMatch(it -> seen.journal().hasBegun(it.name()));
  }

  @ParameterizedTest
  @MethodSource("stepsWhileClosed")
  void theStatusIsWhatSinglePassesWouldHaveWritten(String step) {
    var seen = aRelease().before(step).view();
    var written = new ReleaseStatuses(seen, stride.from(seen)).status();

    var then = seen;
    while (!then.status().equals(written)) {
      var decision = planner.next(then);
      assertThat(decision.result()).as("%s", decision).isNotInstanceOf(Act.class);
      then = then.after(decision);
    }

    assertThat(then.status()).isEqualTo(written);
  }

  @Test
  void goesOneStepAtATimeWhileTheAppIsOpen() {
    var seen = aRelease().before(FindVariables.STEP).view();

    assertIsOneStep(seen);
  }

  @Test
  void aFailureIsToldBeforeAnythingIsMadeOfIt() {
    var failed = new Reported(WorkReport.failed(FailureCode.VALIDATION_FAILED, "no"), NOW);
    var seen = aRelease().at(Validate.STEP).attempt(Validate.STEP, 1, failed).view();

    assertIsOneStep(seen);
  }

  @Test
  void anApplyIsNotAnnouncedWhereTheReleaseIsAborted() {
    var seen =
        aRelease()
            .spec(Map.of("abort", true))
            .before(Apply.STEP)
            .step(BackUp.STEP, StepState.DONE)
            .view();

    assertThat(stride.from(seen).journal().hasBegun(Apply.STEP)).isFalse();
  }

  @Test
  void theAnswerOfAPersonIsWrittenDownBeforeItIsFollowed() {
    var seen =
        aRelease()
            .spec(Map.of("resolve", Map.of("action", "Reopen", "nonce", "1")))
            .at(Validate.STEP)
            .in(PlanPhase.NEEDS_ATTENTION)
            .view();

    assertThat(stride.from(seen).answered()).isEqualTo("1");
  }

  private void assertIsOneStep(ReleaseView seen) {
    var decision = stride.from(seen);
    var one = planner.next(seen);
    assertThat(decision.phase()).isEqualTo(one.phase());
    assertThat(decision.result()).isEqualTo(one.result());
    assertThat(decision.journal().entries()).isEqualTo(one.journal().entries());
  }
}
