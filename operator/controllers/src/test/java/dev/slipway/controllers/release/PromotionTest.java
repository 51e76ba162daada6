package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.EvidenceOrder;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file may go on to an environment, and which one has nothing to do there. */
class PromotionTest {
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final Map<String, Object> STAGING =
      Map.of("namespace", "crm-staging", "name", "crm-staging");

  private final ReleasePlanner planner = new ReleasePlanner();

  @Test
  void waitsUntilTheFileHasSoaked() {
    var soaking = Map.of("namespace", "crm-staging", "name", "crm-staging", "soak", "24h");
    var young = promoting(soaking).validatedUpstream(NOW.minus(Duration.ofHours(23)));
    var old = promoting(soaking).validatedUpstream(NOW.minus(Duration.ofHours(24)));

    assertThat(planner.next(young.at("FindValidation").view()).result())
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.what()).contains("24h", "in 1h"));
    assertThat(planner.next(old.at("FindValidation").view()).result()).isInstanceOf(Done.class);
  }

  @Test
  void looksAgainRightBeforeTheRelease() {
    var withdrawn = promoting(STAGING).at("FindValidationAgain").view();

    assertThat(planner.next(withdrawn).result())
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo("NotValidated"));
    assertThat(planner.next(withdrawn).phase()).isEqualTo(PlanPhase.WAITING_FOR_WINDOW);
  }

  @Test
  void hasAWorkerLookForWhatAnotherClusterWrote() {
    var seen =
        promoting(Map.of("evidence", Map.of("environment", "crm-staging.crm"), "soak", "1h"))
            .at("FindEvidence");

    var order = (EvidenceOrder) jobOf(seen.view());
    seen.attempt(
        "FindEvidence",
        1,
        new Reported(WorkReport.failed(FailureCode.NOT_VALIDATED, "no mark"), NOW));

    assertThat(order.wanted()).containsExactly(new EvidenceOrder.Wanted("crm-staging.crm", 3600));
    assertThat(order.file()).isEqualTo(FILE);
    assertThat(planner.next(seen.view()).result())
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo("NotValidated"));
  }

  @ParameterizedTest
  @CsvSource({"FindEvidence", "FindEvidenceAgain", "FindValidation", "FindValidationAgain"})
  void asksNobodyWhereNothingComesBefore(String step) {
    assertThat(planner.next(aRelease().at(step).view()).result()).isInstanceOf(NotNeeded.class);
  }

  /** A plan that an earlier operator closed the app for has no entry of these steps. */
  @ParameterizedTest
  @CsvSource({"FindEvidence", "FindEvidenceAgain", "FindValidationAgain", "CheckCurrentFile"})
  void doesNotLookLateWhereTheAppIsClosed(String step) {
    var seen =
        promoting(Map.of("evidence", Map.of("environment", "crm-staging.crm")))
            .at("BackUp")
            .step(step, StepState.RUNNING)
            .view();

    var decision = planner.next(seen);

    assertThat(decision.step()).isEqualTo(step);
    assertThat(decision.result()).isInstanceOf(NotNeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    // runs the file, validated, rows that change, drifted; whether anything is to be done
    "true, true, 0, false, false",
    "true, true, 1, false, true",
    "true, true, 0, true, true",
    "true, false, 0, false, true",
    "false, true, 0, false, true",
  })
  void leavesATargetAloneThatRunsTheFileAlready(
      boolean runs, boolean validated, long changed, boolean drifted, boolean expected) {
    var nothing = new Previewed("sha256:" + "cd".repeat(32), "s3://p", 0, changed, 0, 7, 0);
    var seen =
        aRelease()
            .running(runs ? FILE : "sha256:" + "ef".repeat(32), validated, drifted)
            .at("CheckCurrentFile")
            .attempt("Preview", 1, new Reported(WorkReport.done("done", nothing), NOW))
            .view();

    assertThat(planner.next(seen).result() instanceof NotNeeded).isEqualTo(expected);
  }

  @Test
  void succeedsAtOnceWhereThereIsNothingToDo() {
    var seen = aRelease().before("Approve").step("CheckCurrentFile", StepState.DONE).view();

    var decision = planner.next(seen);
    var conditions = new ReleaseConditions(seen, decision).all();

    assertThat(decision.phase()).isEqualTo(PlanPhase.SUCCEEDED);
    assertThat(Conditions.find(conditions, "Complete").orElseThrow().reason())
        .isEqualTo("AlreadyApplied");
    assertThat(Conditions.holds(conditions, "Applied")).isFalse();
  }

  private static ReleaseFixtures promoting(Map<String, ?> upstream) {
    return aRelease().target(Map.of("promotesFrom", List.of(upstream)));
  }

  private Object jobOf(ReleaseView seen) {
    var result = planner.next(seen).result();
    assertThat(result).isInstanceOf(Act.class);
    return ((Action.StartJob) ((Act) result).action()).job().order();
  }
}
