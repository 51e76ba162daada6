package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static dev.slipway.controllers.release.ReleaseFixtures.stepsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to hold before users are let in again. */
class ValidationTest {
  private static final Map<String, Object> A_PAGE =
      Map.of("validation", List.of(Map.of("name", "front", "http", Map.of("path", "/login"))));

  private final ReleasePlanner planner = new ReleasePlanner();

  @Test
  void asksThePagesOfAnAppWithoutHealthPastTheClosedServiceOfItsUsers() {
    var seen = withoutHealth().closed("web", Map.of("http", 8080)).at("Validate").view();

    var order = checksIn(planner.next(seen));

    assertThat(order.health()).isNull();
    assertThat(order.http())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.url())
                    .isEqualTo("http://slipway-shadow-web.crm-prod.svc:8080/login"));
  }

  @ParameterizedTest
  @CsvSource({"http, 80, metrics, 9090", "web, 80, http, 9090"})
  void prefersThePortThatSaysSo(String one, int onePort, String other, int otherPort) {
    var ports = new HashMap<String, Integer>();
    ports.put(one, onePort);
    ports.put(other, otherPort);
    var seen = withoutHealth().closed("web", ports).at("Validate").view();

    var expected = one.equals("http") ? onePort : otherPort;
    assertThat(checksIn(planner.next(seen)).http().getFirst().url()).contains(":" + expected + "/");
  }

  @Test
  void asksTheServiceThatTheEnvironmentNamesFirst() {
    var seen =
        withoutHealth()
            .target(Map.of("maintenance", Map.of("services", List.of("web", "api"))))
            .closed("api", Map.of("http", 1))
            .closed("web", Map.of("http", 2))
            .at("Validate")
            .view();

    assertThat(checksIn(planner.next(seen)).http().getFirst().url()).contains("-web.");
  }

  @Test
  void beginsNothingWhereNoServiceLeadsToAnAppWhosePagesAreAskedFor() {
    var decision = planner.next(withoutHealth().at("FindTarget").view());

    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Stall.class, it -> assertThat(it.message()).contains("no Service leads to the app"));
  }

  @Test
  void asksWhetherWhatWasReleasedIsThereStill() {
    var checks = checksIn(planner.next(aRelease().at("Validate").view()));

    assertThat(checks.released()).isEqualTo("sha256:" + "ab".repeat(32));
    assertThat(checks.releases()).isNotNull();
    assertThat(checks.app()).isNotNull();
  }

  @Test
  void asksNothingOfAWorkerThatItDoesNotUnderstand() {
    var ownImage = Map.<String, Object>of("worker", Map.of("image", "mirror/slipway:0"));

    var seen = aRelease().target(ownImage).at("Validate").view();

    assertThat(checksIn(planner.next(seen)).released()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"VALIDATION_FAILED", "VALIDATION_INCONCLUSIVE"})
  void isNoSuccessWhereACheckFailsOrCannotBeMade(FailureCode code) {
    var refused = new Reported(WorkReport.failed(code, "no"), NOW.minusSeconds(60));
    var seen = aRelease().at("Validate").attempt("Validate", 1, refused).view();

    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.ROLLING_BACK);
  }

  @Test
  void leavesTheAppToItselfForAsLongAsThePlanSaysAndAsksAgain() {
    // every step of the fixture began a minute ago
    var early = aRelease().spec(Map.of("soak", "2m")).at("Soak").view();
    var late = aRelease().spec(Map.of("soak", "30s")).at("Soak").view();
    var after = aRelease().spec(Map.of("soak", "30s")).at("ValidateAgain").view();

    assertThat(planner.next(early).result())
        .isEqualTo(
            new Wait(
                "the app to stay well for 2m, until 2026-11-21T09:01:00Z", Duration.ofMinutes(1)));
    assertThat(planner.next(late).journal().isDone("Soak")).isTrue();
    assertThat(checksIn(planner.next(after)).step().step()).isEqualTo("ValidateAgain");
  }

  @ParameterizedTest
  @CsvSource({"Soak", "ValidateAgain"})
  void asksOnceWhereThePlanHasNoSoak(String step) {
    assertThat(planner.next(aRelease().at(step).view()).result()).isInstanceOf(NotNeeded.class);
  }

  @Test
  void isNoSuccessWhereTheAppIsNotWellAfterwards() {
    var fixture = aRelease().at("ValidateAgain").step("ValidateAgain", StepState.FAILED);
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void endsAsASuccessWhatAnEarlierOperatorHadValidated() {
    var fixture = aRelease().before("Validate").step("Validate", StepState.DONE);
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.SUCCEEDED);
  }

  @Test
  void runsAJobAsItsSuspendedCronJobWould() {
    var decision = planner.next(smoke().cronJob("crm-smoke", true).at("RunJobs").view());

    var job = jobIn(decision);
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
        .isEqualTo("crm/smoke:1");
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(600);
    assertThat(job.getMetadata().getLabels())
        .containsEntry("slipway.dev/from-cron-job", "crm-smoke")
        .doesNotContainKey("slipway.dev/run");
    assertThat(job.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(it -> assertThat(it.getKind()).isEqualTo("CronJob"));
  }

  @ParameterizedTest
  @CsvSource({
    // what the Job says, where the release is then, and how it puts that
    "Complete, VALIDATING, every Job has succeeded: flows",
    "Failed, ROLLING_BACK, so it is",
    "Suspended, VALIDATING, waiting for Job",
  })
  void takesTheJobsWordForIt(String condition, PlanPhase expected, String words) {
    var begun = jobIn(planner.next(smoke().cronJob("crm-smoke", true).at("RunJobs").view()));
    var seen = smoke().cronJob("crm-smoke", true).job(begun, condition).at("RunJobs").view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.result().inWords()).contains(words);
  }

  @Test
  void beginsNothingWhereACronJobIsMissingOrRunsByItself() {
    var missing = planner.next(smoke().at("FindTarget").view());
    var running = planner.next(smoke().cronJob("crm-smoke", false).at("FindTarget").view());

    assertThat(missing.result().inWords()).contains("CronJob crm-smoke", "is not there");
    assertThat(running.result().inWords()).contains("is not suspended");
    assertThat(running.result()).isInstanceOf(Stall.class);
  }

  @Test
  void isNoSuccessWhereTheCronJobWentMeanwhile() {
    var decision = planner.next(smoke().at("RunJobs").view());

    assertThat(decision.phase()).isEqualTo(PlanPhase.ROLLING_BACK);
    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Fail.class, it -> assertThat(it.reason()).isEqualTo("ValidationInconclusive"));
  }

  @Test
  void beginsAJobAnewThatFailedBeforeAPersonHadItTriedAgain() {
    var begun = jobIn(planner.next(smoke().cronJob("crm-smoke", true).at("RunJobs").view()));
    var failed = smoke().cronJob("crm-smoke", true).job(begun, "Failed").at("RunJobs");
    begun.getStatus().getConditions().getFirst().setLastTransitionTime("2026-11-21T08:00:00Z");

    assertThat(planner.next(failed.view()).result())
        .isInstanceOfSatisfying(
            Act.class, it -> assertThat(it.action()).isInstanceOf(Action.Delete.class));
  }

  @ParameterizedTest
  @CsvSource({"Suspended, true", "Failed, false"})
  void endsAJobThatIsStillAtItBeforeTheReleaseIsTakenBack(String condition, boolean isEnded) {
    var begun = jobIn(planner.next(smoke().cronJob("crm-smoke", true).at("RunJobs").view()));
    var seen = smoke().job(begun, condition).at("StopForRollback").view();

    var result = planner.next(seen).result();

    assertThat(result instanceof Act act && act.action() instanceof Action.Delete)
        .isEqualTo(isEnded);
  }

  private static ReleaseFixtures smoke() {
    return aRelease()
        .spec(
            Map.of(
                "validation",
                List.of(Map.of("name", "flows", "job", Map.of("fromCronJob", "crm-smoke")))));
  }

  private static Job jobIn(Decision decision) {
    assertThat(decision.result()).isInstanceOf(Act.class);
    return (Job) ((Action.Create) ((Act) decision.result()).action()).object();
  }

  private static ReleaseFixtures withoutHealth() {
    return aRelease().withoutHealth().spec(A_PAGE);
  }

  private static CheckOrder checksIn(Decision decision) {
    assertThat(decision.result()).isInstanceOf(Act.class);
    return (CheckOrder) ((Action.StartJob) ((Act) decision.result()).action()).job().order();
  }
}
