package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static dev.slipway.controllers.release.ReleaseFixtures.stepsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.work.JobState.Running;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a release that is given up, wherever it is. */
class AbortTest {
  private final ReleasePlanner planner = new ReleasePlanner();

  static Stream<String> whileTheAppIsOpen() {
    return forward(0, LockEnvironment.STEP);
  }

  static Stream<String> beforeTheChange() {
    return forward(indexOf(LockEnvironment.STEP), Apply.STEP);
  }

  static Stream<String> afterTheChange() {
    return forward(indexOf(Apply.STEP) + 1, null);
  }

  static Stream<String> onTheWayBack() {
    return stepsOf(Route.BACK).stream().map(PhasedStep::name);
  }

  @ParameterizedTest
  @MethodSource("whileTheAppIsOpen")
  void endsAtOnceWhileTheAppIsOpen(String step) {
    assertThat(planner.next(aborted().at(step).view()).phase()).isEqualTo(PlanPhase.ABORTED);
  }

  @ParameterizedTest
  @MethodSource({"whileTheAppIsOpen", "beforeTheChange", "afterTheChange", "onTheWayBack"})
  void isTheSameWhereThePlanIsDeleted(String step) {
    var deleted = planner.next(aRelease().deleted().at(step).view());

    var aborted = planner.next(aborted().at(step).view());
    assertThat(deleted.phase()).isEqualTo(aborted.phase());
    assertThat(deleted.result()).isEqualTo(aborted.result());
  }

  @ParameterizedTest
  @MethodSource("beforeTheChange")
  void opensTheAppAgainBeforeTheChange(String step) {
    assertThat(planner.next(aborted().at(step).view()).phase()).isEqualTo(PlanPhase.REOPENING);
  }

  @ParameterizedTest
  @MethodSource("afterTheChange")
  void rollsBackAfterTheChange(String step) {
    assertThat(planner.next(aborted().at(step).view()).phase()).isEqualTo(PlanPhase.ROLLING_BACK);
  }

  @ParameterizedTest
  @MethodSource("afterTheChange")
  void waitsForAPersonAfterTheChangeWhereUsersMayHaveBeenIn(String step) {
    var seen = aborted().openedBySomebody().at(step).view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @ParameterizedTest
  @MethodSource("onTheWayBack")
  void goesOnWithTheWayBack(String step) {
    var decision = planner.next(aborted().at(step).view());

    assertThat(decision.step()).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LowerLastFence", "GiveBackReplicas", "OpenServices"})
  void comesTooLateOnceTheAppIsOpenedAgain(String step) {
    var fixture = aborted().before("KeepBaseline").step("KeepBaseline", StepState.DONE);
    for (var out : stepsOf(Route.OUT)) {
      if (out.name().equals(step)) {
        break;
      }
      fixture.step(out.name(), StepState.DONE);
    }

    var decision = planner.next(fixture.in(PlanPhase.REOPENING).view());

    assertThat(decision.phase()).isEqualTo(PlanPhase.REOPENING);
    assertThat(decision.step()).isEqualTo(step);
  }

  @ParameterizedTest
  @EnumSource(
      value = PlanPhase.class,
      names = {"SUCCEEDED", "ROLLED_BACK", "FAILED", "ABORTED"})
  void changesNothingOfAnEnd(PlanPhase end) {
    assertThat(planner.next(aborted().in(end).view()).phase()).isEqualTo(end);
  }

  @Test
  void saysTheSameAsRollbackToAReleaseThatIsHeld() {
    var held = aborted().at("Validate").step("Validate", StepState.FAILED);

    assertThat(planner.next(held.in(PlanPhase.NEEDS_ATTENTION).view()).phase())
        .isEqualTo(PlanPhase.ROLLING_BACK);
  }

  @Test
  void isNoAnswerToAWayBackThatFailed() {
    var stuck = aborted().at("RestoreBackup").step("RestoreBackup", StepState.FAILED);

    assertThat(planner.next(stuck.in(PlanPhase.NEEDS_ATTENTION).view()).phase())
        .isEqualTo(PlanPhase.NEEDS_ATTENTION);
  }

  @Test
  void doesNotWaitForChecksThatOnlyRead() {
    var seen = aborted().at("Validate").attempt("Validate", 1, new Running("the worker")).view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.ROLLING_BACK);
  }

  @Test
  void neverEndsAsASuccessWhereItCameBetweenTwoChecks() {
    var fixture = aborted().at("KeepBaseline");
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  private static ReleaseFixtures aborted() {
    return aRelease().spec(Map.of("abort", true));
  }

  private static Stream<String> forward(int from, @Nullable String until) {
    var names = names();
    return names.subList(from, until == null ? names.size() : indexOf(until)).stream();
  }

  private static int indexOf(String step) {
    return names().indexOf(step);
  }

  private static List<String> names() {
    return stepsOf(Route.FORWARD).stream().map(PhasedStep::name).toList();
  }
}
