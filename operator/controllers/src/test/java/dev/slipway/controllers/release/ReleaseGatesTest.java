package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static dev.slipway.controllers.release.ReleaseFixtures.stepsOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.VariablesSeen;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who and what decides when a release may begin, and when users are let in again. */
class ReleaseGatesTest {
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final Map<String, Object> SEPARATE = Map.of("separateApprover", true);
  private static final Previewed THEN = new Previewed(PREVIEW, "s3://p.json", 1, 2, 3, 4, 1);
  private static final Previewed LACKING =
      new Previewed(
          PREVIEW, "s3://p.json", 1, 2, 3, 4, 1, 0, 100L, List.of("API_BASE", "MAIL_HOST"));
  private static final Map<String, Object> CHANGES =
      Map.of(
          "rules", Map.of("userDefined", "Skip"),
          "accept", List.of(Map.of("finding", "plugin-missing:map", "reason", "on purpose")),
          "window", windowOfNextYear().get("window"),
          "signOff", "Required");
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
            .spec(approval("joe"))
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
            .spec(approval("joe"))
            .previewed(PREVIEW, "40s")
            .at("LockEnvironment")
            .at(now)
            .view();

    assertThat(waitingFor(seen)).contains(expected);
    assertThat(waitingFor(seen).isEmpty()).isEqualTo(expected.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    // where the release is as its window closes, and where it goes
    "RaiseFence, REOPENING",
    "BackUp, REOPENING",
    "Apply, MIGRATING",
    "Validate, VALIDATING",
  })
  void appliesNothingOnceItsWindowHasClosed(String step, PlanPhase expected) {
    var once = Map.of("start", "2026-11-21T08:00:00Z", "end", "2026-11-21T08:59:30Z");
    var seen = aRelease().spec(Map.of("window", Map.of("once", once))).at(step).view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(reason(seen).equals("WindowOver")).isEqualTo(expected == PlanPhase.REOPENING);
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

  @ParameterizedTest
  @CsvSource({"MIGRATING, true", "NEEDS_ATTENTION, true", "SUCCEEDED, false", "PREFLIGHT, false"})
  void waitsForWhoHasTheSameWorkloadsClosed(PlanPhase phase, boolean waits) {
    var nextDoor = Map.<String, Object>of("target", "crm-copy");
    var seen =
        aRelease()
            .rival("other", "2026-11-21T08:09:00Z", phase, nextDoor)
            .at("LockEnvironment")
            .view();

    assertThat(waitingFor(seen).contains("other of AppEnvironment crm-copy")).isEqualTo(waits);
  }

  @ParameterizedTest
  @CsvSource({
    // the Deployment and the database of another environment beside one of crm in database 7/1
    "crm, 8, 2, true",
    "other, 8, 2, false",
    "other, 7, 1, true",
    "other, 7, 2, false",
  })
  void sharesWithWhoHasItsWorkloadsOrItsDatabase(
      String workload, String system, long oid, boolean expected) {
    assertThat(
            Sharing.isBetween(
                environment("a", "crm", "7", 1), environment("b", workload, system, oid)))
        .isEqualTo(expected);
  }

  @Test
  void waitsForWhoHasTheAppClosed() {
    var seen = aRelease().lockedBy("crm-0").at("LockEnvironment").view();

    assertThat(planner.next(seen).result().inWords())
        .isEqualTo("waiting for position 1 in the queue of crm-prod, behind MigrationPlan crm-0");
  }

  @ParameterizedTest
  @CsvSource({
    // what somebody changes while an approved release waits, and where it goes on
    "spec, rules, BUILDING",
    "spec, accept, PREFLIGHT",
    "spec, window, WAITING_FOR_APPROVAL",
    "target, signOff, WAITING_FOR_APPROVAL",
  })
  void goesBackToWhatIsNotAsItWasAnyMore(String object, String field, PlanPhase phase) {
    var change = Map.<String, Object>of(field, requireNonNull(CHANGES.get(field)));
    var fixture = approvedAndWaiting();
    var seen = (object.equals("spec") ? fixture.spec(change) : fixture.target(change)).view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(phase);
    assertThat(decision.journal().hasBegun("LockEnvironment")).isFalse();
    assertThat(decision.journal().entry("Approve").orElseThrow().note())
        .contains("a new approval", "Take spec.approval.preview and by out");
  }

  @Test
  void letsAWaitingApprovalStandWhereNothingOfItsBasisChanges() {
    var seen = approvedAndWaiting().target(Map.of("observeEvery", "1h")).view();

    assertThat(planner.next(seen).result()).isInstanceOf(Act.class);
  }

  @Test
  void doesNotCountAnApprovalThatIsVoidUntilItIsTakenOut() {
    var changed = approvedAndWaiting().target(Map.of("signOff", "Required"));
    var approve = planner.next(changed.view()).journal().entry("Approve").orElseThrow();
    var note = requireNonNull(approve.note());
    var still =
        aRelease().spec(approval("joe")).previewed(PREVIEW, "40s").at("Approve", note).view();
    var takenOut = aRelease().previewed(PREVIEW, "40s").at("Approve", note).view();

    assertThat(planner.next(still).result().inWords()).isEqualTo(note);
    assertThat(planner.next(takenOut).result().inWords()).contains("approval by someone");
  }

  @ParameterizedTest
  @CsvSource({"''", "{mode: Manual}"})
  void asksAgainWhereTheApprovalIsTakenBack(String nothing) {
    var fixture = approvedAndWaiting();
    var none =
        nothing.isEmpty() ? Map.<String, Object>of() : Map.<String, Object>of("mode", "Manual");

    var decision = planner.next(fixture.spec(Map.of("approval", none)).view());

    assertThat(decision.phase()).isEqualTo(PlanPhase.WAITING_FOR_APPROVAL);
    assertThat(decision.journal().entry("Approve")).isEmpty();
  }

  @Test
  void previewsAgainWhatIsOldByAWorkerOfItsOwn() {
    var old = new Reported(WorkReport.done("then", THEN), NOW.minusSeconds(4000));
    var seen =
        approvedAndWaiting()
            .done("Preview", 1, "then", NOW.minusSeconds(4000))
            .attempt("Preview", 1, old)
            .view();

    var decision = planner.next(seen);
    seen.plan().setStatus(new ReleaseStatuses(seen, decision).status());
    var next = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(PlanPhase.PREFLIGHT);
    assertThat(decision.journal().entry("Approve")).isEmpty();
    assertThat(next.step()).isEqualTo("Preview");
    assertThat(next.journal().attempts("Preview")).isEqualTo(3);
  }

  @Test
  void changesNothingOnceTheAppIsClosed() {
    var seen = approvedAndWaiting().target(Map.of("signOff", "Required"));
    seen.step("LockEnvironment", StepState.DONE).step("RecordState", StepState.DONE);

    assertThat(planner.next(seen.view()).step()).isEqualTo("CloseServices");
  }

  @ParameterizedTest
  @CsvSource({
    // what differs between staging and production, why it stops the release, or what is said of it
    "coreVersion, 2.2.14, VersionsDiffer, 2.2.14 in AppEnvironment crm-staging/crm-staging",
    "serverVersion, 16.2, '', 'the database server is 17.11, and 16.2 in'",
    "plugins, other, '', the plugins are not those of AppEnvironment crm-staging/crm-staging",
    "settings, other, SettingsDiffer, DB_UNDERSCORED of the target is not as in",
    "settings, unknown, '', the environments are alike",
    "rights, OwnsDatabase OwnsSchema Superuser, '', the role lacks Superuser of AppEnvironment crm",
    "rights, OwnsDatabase, '', the role has OwnsSchema and not in AppEnvironment crm-staging/crm",
    "rights, unknown, '', the environments are alike",
  })
  void comparesWithWhereTheFileWasProven(String fact, String value, String expected, String words) {
    var ours =
        Map.<String, Object>of(
            "coreVersion",
            "2.2.15",
            "serverVersion",
            "17.11",
            "plugins",
            Map.of("count", 79, "digest", "same"),
            "settings",
            Map.of("DB_UNDERSCORED", "true"),
            "database",
            Map.of("rights", List.of("OwnsDatabase", "OwnsSchema")));
    var theirs = new HashMap<>(ours);
    theirs.put(
        fact.equals("rights") ? "database" : fact,
        switch (fact) {
          case "rights" ->
              value.equals("unknown") ? Map.of() : Map.of("rights", List.of(value.split(" ", 0)));
          case "plugins" -> Map.of("count", 79, "digest", value);
          case "settings" -> value.equals("unknown") ? Map.of() : Map.of("DB_UNDERSCORED", value);
          default -> value;
        });
    var seen = aRelease().seenAs(ours, theirs).at("CompareEnvironments").view();

    assertThat(reason(seen)).isEqualTo(expected);
    assertThat(planner.next(seen).result().inWords()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    // who has applied which field, and what becomes of that where no policy keeps them away
    "Deployment, replicas, argocd-controller, ScaleContested",
    "Deployment, replicas, helm-controller, ScaleContested",
    "Deployment, replicas, kubectl-client-side-apply, ''",
    "Deployment, template, argocd-controller, ''",
    "Service, selector, argocd-controller, TrafficContested",
    "Service, ports, argocd-controller, ''",
  })
  void namesWhoWouldOpenWhatIsClosed(String kind, String field, String manager, String expected) {
    var contested = aRelease().applied(kind, field, manager).at("FindContestants");

    assertThat(reason(contested.view())).isEmpty();
    var withoutPolicy = contested.unheld().view();
    assertThat(reason(withoutPolicy)).isEqualTo(expected);
    assertThat(expected.isEmpty() || stallOf(withoutPolicy).message().contains(manager)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // seconds since the preview, or since the last look of so many, and whether somebody looks
    // again
    "0, 59, false",
    "0, 60, true",
    "1, 119, false",
    "1, 120, true",
    "9, 599, false",
    "9, 600, true",
  })
  void looksForMissingVariablesMoreAndMoreSeldom(int looks, int seconds, boolean looksAgain) {
    var then = NOW.minusSeconds(seconds);
    var fixture = aRelease().atOnce("FindVariables").done("Preview", 1, "previewed", then);
    fixture.attempt("Preview", 1, new Reported(WorkReport.done("previewed", LACKING), then));
    if (looks > 0) {
      var seen = new VariablesSeen(List.of("API_BASE"));
      fixture.attempt("FindVariables", looks, new Reported(WorkReport.done("looked", seen), then));
    }

    var result = planner.next(fixture.view()).result();

    assertThat(result instanceof Act).isEqualTo(looksAgain);
    assertThat(looksAgain || ((Stall) result).reason().equals("VariablesMissing")).isTrue();
  }

  @Test
  void listsTheVariablesThatAreMissing() {
    var fixture = aRelease().atOnce("FindVariables").done("Preview", 1, "previewed", NOW);
    fixture.attempt("Preview", 1, new Reported(WorkReport.done("previewed", LACKING), NOW));

    var seen = fixture.view();

    assertThat(new ReleaseStatuses(seen, planner.next(seen)).status().missingVariables())
        .containsExactly("API_BASE", "MAIL_HOST");
  }

  @Test
  void goesOnOnceNoVariableIsMissing() {
    var looked = new Reported(WorkReport.done("looked", new VariablesSeen(List.of())), NOW);
    var fixture = aRelease().at("FindVariables").attempt("FindVariables", 1, looked);

    var seen = fixture.view();
    var decision = planner.next(seen);

    assertThat(decision.journal().isSettled("FindVariables")).isTrue();
    assertThat(new ReleaseStatuses(seen, decision).status().missingVariables()).isEmpty();
  }

  @Test
  void goesOnWithoutVariablesThatAPersonAccepts() {
    var accepted =
        List.of(
            Map.of("finding", "missing-variable:API_BASE", "reason", "not used here"),
            Map.of("finding", "missing-variable:MAIL_HOST", "reason", "not used here"));
    var fixture = aRelease().spec(Map.of("accept", accepted)).atOnce("FindVariables");
    fixture.attempt("Preview", 1, new Reported(WorkReport.done("previewed", LACKING), NOW));

    assertThat(planner.next(fixture.view()).result()).isInstanceOf(NotNeeded.class);
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
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void isNoSuccessWhereItWasAbortedBeforeItsEnd() {
    var fixture = aRelease().spec(Map.of("abort", true)).before("AwaitSignOff");
    stepsOf(Route.OUT).forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(PlanPhase.REOPENING).view()).phase())
        .isEqualTo(PlanPhase.FAILED);
  }

  @Test
  void goesOnWithWhatAnOlderOperatorBegan() {
    var fixture = aRelease().at("BackUp");
    var journal = fixture.view().journal().without("CheckDrift").without("Approve");

    assertThat(Route.FORWARD.next(journal, aRelease().view().spec()).orElseThrow().name())
        .isEqualTo("BackUp");
  }

  /** Everything is decided, an hour has not gone by, and it could begin. */
  private ReleaseFixtures approvedAndWaiting() {
    var fixture = aRelease().spec(approval("joe")).previewed(PREVIEW, "40s").at("Approve");
    var approved = planner.next(fixture.view()).result().inWords();
    fixture.before("LockEnvironment").step("LockEnvironment", StepState.RUNNING);
    for (var step : List.of("Build", "Preview")) {
      fixture.done(step, 1, Basis.marked(step, "so far", fixture.view()), NOW.minusSeconds(3000));
    }
    return fixture.done("Approve", null, approved, NOW.minusSeconds(60));
  }

  private static AppEnvironment environment(String name, String workload, String system, long oid) {
    var facts =
        "status: {facts: {database: {systemIdentifier: \"" + system + "\", oid: " + oid + "}}}";
    var yaml =
        Crm.yaml().replace("kind: Deployment, name: crm", "kind: Deployment, name: " + workload);
    var environment = Crm.environment(yaml + facts + "\n");
    environment.getMetadata().setName(name);
    return environment;
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
