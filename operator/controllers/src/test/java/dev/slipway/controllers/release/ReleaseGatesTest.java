package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who and what decides when a release may begin, and when users are let in again. */
class ReleaseGatesTest {
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final Map<String, Object> SEPARATE = Map.of("separateApprover", true);
  private static final Map<String, Object> ASKS = Map.of("signOff", "Required");

  private final ReleasePlanner planner = new ReleasePlanner();

  @ParameterizedTest
  @CsvSource({"FindTarget", "Approve", "LockEnvironment"})
  void refusesProductionWhereNobodyHoldsApprovalsToThoseWhoMayGiveThem(String step) {
    var seen = aRelease().unenforced("there is no policy slipway-approvals").at(step).view();

    assertThat(stallOf(seen).reason()).isEqualTo("ApprovalNotEnforced");
    assertThat(stallOf(seen).message()).contains("slipway-approvals", "policies.create");
  }

  @Test
  void asksForNoPoliciesWhereItIsNotProduction() {
    var seen =
        aRelease().target(Map.of("stage", "Staging")).unenforced("none").at("FindTarget").view();

    assertThat(planner.next(seen).result()).isInstanceOf(Done.class);
  }

  @ParameterizedTest
  @CsvSource({
    // who wrote the plan, who approves it, and what becomes of that
    "jane, joe, ''",
    "jane, jane, ApproverIsAuthor",
    "'', joe, AuthorUnknown",
  })
  void keepsAuthorsFromApprovingTheirOwn(String author, String by, String expected) {
    var seen =
        aRelease()
            .target(SEPARATE)
            .spec(author.isEmpty() ? Map.of() : Map.of("createdBy", author))
            .spec(approval(by))
            .previewed(PREVIEW, "40s")
            .at("Approve")
            .view();

    assertThat(reason(seen)).isEqualTo(expected);
  }

  @Test
  void asksSomebodyElseThoughItIsNotProduction() {
    var seen =
        aRelease()
            .target(Map.of("stage", "Staging", "separateApprover", true))
            .spec(Map.of("createdBy", "jane"))
            .previewed(PREVIEW, "40s")
            .at("Approve")
            .view();

    assertThat(planner.next(seen).result().inWords()).contains("approval by someone", "about 40s");
  }

  @Test
  void letsNoAuthorGoRoundThatByAskingNobody() {
    var automatic = Map.<String, Object>of("mode", "Automatic");
    var seen =
        aRelease()
            .target(SEPARATE)
            .spec(Map.of("createdBy", "jane", "approval", automatic))
            .at("FindTarget")
            .view();

    assertThat(stallOf(seen).reason()).isEqualTo("ApproverIsAuthor");
  }

  @ParameterizedTest
  @CsvSource({"true, ''", "false, GitNotTrusted"})
  void countsApprovalsFromGitOnlyWhereTheyAreTrusted(boolean isTrusted, String expected) {
    var seen =
        aRelease()
            .target(Map.of("trustGit", isTrusted))
            .spec(approval("git"))
            .previewed(PREVIEW, "40s")
            .at("Approve")
            .view();

    assertThat(reason(seen)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // when it is, and what it waits for; it needs 80 seconds, the way back included
    "2026-11-21T20:59:59Z, the window to open at 2026-11-21T21:00:00Z",
    "2026-11-21T21:00:00Z, ''",
    "2026-11-21T22:58:40Z, ''",
    "2026-11-21T22:58:41Z, '1m20s with a rollback, which cannot be done before'",
    "2026-11-21T23:00:00Z, is over",
  })
  void beginsWithinItsOnlyWindow(Instant now, String expected) {
    var once = Map.of("start", "2026-11-21T22:00:00+01:00", "end", "2026-11-22T00:00:00+01:00");
    var seen =
        aRelease()
            .spec(Map.of("window", Map.of("once", once)))
            .previewed(PREVIEW, "40s")
            .at("LockEnvironment")
            .at(now)
            .view();

    assertThat(waitingFor(seen)).contains(expected);
    assertThat(waitingFor(seen).isEmpty()).isEqualTo(expected.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    // Saturdays at 22 o'clock in Berlin, for three hours and across midnight
    "2026-11-21T20:00:00Z, 4h, 2026-11-21T21:00:00Z",
    "2026-11-21T23:30:00Z, 4h, ''",
    "2026-11-22T09:00:00Z, 4h, 2026-11-28T21:00:00Z",
    "2026-03-28T09:00:00Z, 4h, 2026-03-28T21:00:00Z",
    "2026-04-04T09:00:00Z, 4h, 2026-04-04T20:00:00Z",
    "2026-11-21T21:00:00Z, 1m, never open for that long",
  })
  void beginsWithinTheNextWindowOfItsTimeZone(Instant now, String length, String expected) {
    var recurring = Map.of("cron", "0 22 * * 6", "duration", length, "timeZone", "Europe/Berlin");
    var seen =
        aRelease()
            .spec(Map.of("window", Map.of("recurring", recurring)))
            .previewed(PREVIEW, "40s")
            .at("LockEnvironment")
            .at(now)
            .view();

    assertThat(waitingFor(seen)).contains(expected);
    assertThat(waitingFor(seen).isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Test
  void saysInItsConditionsThatTheWindowIsClosed() {
    var once = Map.of("start", "2026-11-22T22:00:00Z", "end", "2026-11-22T23:00:00Z");
    var seen = aRelease().spec(Map.of("window", Map.of("once", once))).at("LockEnvironment").view();

    var ready = new ReleaseConditions(seen, planner.next(seen)).all().getFirst();

    assertThat(ready.reason()).isEqualTo("WindowClosed");
    assertThat(ready.message()).contains("2026-11-22T22:00:00Z");
  }

  @Test
  void waitsItsTurnBehindWhoCameEarlier() {
    var waits = PlanPhase.WAITING_FOR_WINDOW;
    var seen =
        aRelease()
            .created("2026-11-21T08:03:00Z")
            .rival("second", "2026-11-21T08:02:00Z", waits, Map.of())
            .rival("first", "2026-11-21T08:01:00Z", waits, Map.of())
            .rival("later", "2026-11-21T08:04:00Z", waits, Map.of())
            .rival("asked", "2026-11-21T08:01:00Z", PlanPhase.WAITING_FOR_APPROVAL, Map.of())
            .rival("aborted", "2026-11-21T08:01:00Z", waits, Map.of("abort", true))
            .rival("shut", "2026-11-21T08:01:00Z", waits, windowOfNextYear())
            .at("LockEnvironment")
            .view();

    assertThat(planner.next(seen).result().inWords())
        .isEqualTo("waiting for position 3 in the queue of crm-prod, behind MigrationPlan second");
  }

  @Test
  void waitsForWhoHasTheAppClosed() {
    var seen = aRelease().lockedBy("crm-0").at("LockEnvironment").view();

    assertThat(planner.next(seen).result().inWords())
        .isEqualTo("waiting for position 1 in the queue of crm-prod, behind MigrationPlan crm-0");
  }

  @Test
  void asksNobodyToSignOffWhereTheEnvironmentDoesNot() {
    assertThat(planner.next(aRelease().at("AwaitSignOff").view()).result())
        .isInstanceOf(NotNeeded.class);
  }

  @Test
  void waitsUntilSomebodyHasLookedAtIt() {
    var seen = aRelease().target(ASKS).at("AwaitSignOff").view();

    assertThat(planner.next(seen).result().inWords()).contains("sign-off by someone", "crm-prod");
    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.WAITING_FOR_SIGN_OFF);
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, joe, WAITING_FOR_SIGN_OFF, DONE",
    "Accepted, git, WAITING_FOR_SIGN_OFF, RUNNING",
    "Rejected, joe, ROLLING_BACK, FAILED",
  })
  void goesOnAsThePersonSays(String verdict, String by, PlanPhase phase, StepState state) {
    var seen =
        aRelease()
            .target(ASKS)
            .spec(Map.of("signOff", Map.of("verdict", verdict, "by", by)))
            .at("AwaitSignOff")
            .view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(phase);
    assertThat(decision.journal().entry("AwaitSignOff").orElseThrow().state()).isEqualTo(state);
  }

  @Test
  void doesNotCountWhatWasSaidBeforeThereWasAnythingToSee() {
    var signOff = Map.<String, Object>of("signOff", Map.of("verdict", "Accepted", "by", "joe"));
    var first = aRelease().target(ASKS).spec(signOff).atOnce("AwaitSignOff").view();

    var early = planner.next(first);
    var again =
        aRelease().target(ASKS).spec(signOff).at("AwaitSignOff", early.result().inWords()).view();

    assertThat(early.result()).isInstanceOf(Wait.class);
    assertThat(early.result().inWords()).contains("a new sign-off");
    assertThat(planner.next(again).result()).isEqualTo(early.result());
  }

  @Test
  void isNoSuccessWhereSomebodyRejectedItAndHadItReopened() {
    var fixture = aRelease().target(ASKS).before("AwaitSignOff");
    fixture.step("AwaitSignOff", StepState.FAILED);
    Route.OUT.steps().forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void isNoSuccessWhereItWasAbortedBeforeItsEnd() {
    var fixture = aRelease().spec(Map.of("abort", true)).before("AwaitSignOff");
    Route.OUT.steps().forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void goesOnWithWhatAnOlderOperatorBegan() {
    var fixture = aRelease().at("BackUp");
    var journal = fixture.view().journal().without("CheckDrift").without("Approve");

    assertThat(Route.FORWARD.next(journal).orElseThrow().name()).isEqualTo("BackUp");
  }

  private static Map<String, Object> approval(String by) {
    return Map.of("approval", Map.of("preview", PREVIEW, "by", by));
  }

  private static Map<String, Object> windowOfNextYear() {
    var once = Map.of("start", "2027-11-22T22:00:00Z", "end", "2027-11-22T23:00:00Z");
    return Map.of("window", Map.of("once", once));
  }

  /** What keeps the lock from being taken, in words. */
  private String waitingFor(ReleaseView seen) {
    var result = planner.next(seen).result();
    return result instanceof Act ? "" : result.inWords();
  }

  private String reason(ReleaseView seen) {
    return switch (planner.next(seen).result()) {
      case Stall(var reason, _, _) -> reason;
      case Fail(var reason, _) -> reason;
      case StepResult _ -> "";
    };
  }

  private Stall stallOf(ReleaseView seen) {
    var result = planner.next(seen).result();
    assertThat(result).isInstanceOf(Stall.class);
    return (Stall) result;
  }
}
