package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteRecordTest {
  private final ReleasePlanner planner = new ReleasePlanner();

  @ParameterizedTest
  @CsvSource({
    // how far it had come when it was aborted, and how that ends
    "FindTarget, ABORTED",
    "Approve, ABORTED",
  })
  void isDueAfterEveryEnd(String step, PlanPhase end) {
    var decision = planner.next(aRelease().spec(Map.of("abort", true)).at(step).view());

    assertThat(decision.phase()).isEqualTo(end);
    assertThat(WriteRecord.isDue(decision.journal())).isTrue();
  }

  @Test
  void isNotDueForARunThatAnEarlierOperatorEnded() {
    var decision = planner.next(aRelease().in(PlanPhase.SUCCEEDED).view());

    assertThat(decision.result().inWords()).isEqualTo("it has ended");
  }

  @Test
  void isWrittenWithTheMarkThatTheFileHasEarned() {
    var order = order(ended(PlanPhase.SUCCEEDED, "Validated=True", "Applied=True"));

    assertThat(order.record().outcome()).isEqualTo("Succeeded");
    assertThat(order.record().plan()).isEqualTo("crm-prod/crm-1");
    assertThat(order.record().environment()).isEqualTo("crm-prod.crm-prod");
    assertThat(order.record().approvedBy()).isEqualTo("jane");
    assertThat(requireNonNull(order.validated()).digest()).isEqualTo(order.record().file());
    assertThat(order.withdrawn()).isNull();
  }

  @Test
  void withdrawsWhatAFailedValidationDisproves() {
    var order = order(ended(PlanPhase.ROLLED_BACK, "Validated=False", "Applied=True"));

    assertThat(order.validated()).isNull();
    assertThat(order.withdrawn()).isEqualTo(order.record().file());
  }

  @Test
  void withdrawsNothingWhereSomebodyGaveUpBeforeTheAnswerCame() {
    var order = order(ended(PlanPhase.ROLLED_BACK, "Validated=False Aborted", "Applied=True"));

    assertThat(order.withdrawn()).isNull();
  }

  @Test
  void saysNothingOfAFileThatWasNeverApplied() {
    var order = order(ended(PlanPhase.FAILED, "Validated=False", "Applied=False"));

    assertThat(order.validated()).isNull();
    assertThat(order.withdrawn()).isNull();
  }

  @Test
  void holdsNoSecret() {
    var secret = "hunter2-of-the-app";
    var seen =
        endedFrom(
            aRelease()
                .spec(
                    Map.of(
                        "validation",
                        List.of(
                            Map.of(
                                "name",
                                "front-page",
                                "http",
                                Map.of(
                                    "path",
                                    "/?token=" + secret,
                                    "headers",
                                    List.of(Map.of("name", "Authorization", "value", secret)))),
                            Map.of(
                                "name",
                                "keys",
                                "sql",
                                Map.of("query", "select '" + secret + "'", "expect", "1"))))),
            PlanPhase.SUCCEEDED,
            "Validated=True");

    assertThat(OrderJson.write(order(seen))).contains("crm-1").doesNotContain(secret);
  }

  @Test
  void isToldInStatusOnceItIsThere() {
    var done = WorkReport.done("it is there", new Recorded("s3://releases/r.json", null, 0));
    var seen =
        endedFrom(
            aRelease().attempt("WriteRecord", 1, new Reported(done, NOW)), PlanPhase.SUCCEEDED);

    var status = new ReleaseStatuses(seen, planner.next(seen)).status();

    assertThat(requireNonNull(status.record()).location()).isEqualTo("s3://releases/r.json");
    assertThat(status.runs().getLast().record()).isEqualTo("s3://releases/r.json");
    assertThat(status.phase()).isEqualTo(PlanPhase.SUCCEEDED);
    assertThat(status.finishedAt()).isEqualTo(seen.status().finishedAt());
    assertThat(Conditions.holds(status.conditions(), "Recorded")).isTrue();
  }

  @Test
  void isTriedAgainWhileTheStoreIsDown() {
    var down =
        new Reported(
            WorkReport.failed(FailureCode.STORE_UNREACHABLE, "down"), NOW.minusSeconds(60));
    var seen = endedFrom(aRelease().attempt("WriteRecord", 1, down), PlanPhase.SUCCEEDED);

    assertThat(order(seen).step().attempt()).isEqualTo(2);
  }

  @Test
  void isGivenUpAfterAWhileAndTheRunHasEndedAllTheSame() {
    var seen =
        endedAt(
            aRelease().attempt("WriteRecord", 9, new Lost("WorkerFailed", "gone", NOW)),
            NOW.minusSeconds(3600),
            PlanPhase.ROLLED_BACK,
            "Applied=True");

    var decision = planner.next(seen);
    var status = new ReleaseStatuses(seen, decision).status();

    assertThat(decision.result()).isInstanceOf(NotNeeded.class);
    assertThat(WriteRecord.isDue(decision.journal())).isFalse();
    assertThat(status.phase()).isEqualTo(PlanPhase.ROLLED_BACK);
    assertThat(status.record()).isNull();
    assertThat(status.message()).contains("the release record is missing");
    assertThat(Conditions.find(status.conditions(), "Recorded").orElseThrow().reason())
        .isEqualTo("RecordMissing");
  }

  @Test
  void isGivenUpWhereTheClusterWillNotHaveItsWorker() {
    var seen = ended(PlanPhase.SUCCEEDED, "Validated=True");

    var decision = planner.refused(seen, "exceeded quota").orElseThrow();

    assertThat(decision.phase()).isEqualTo(PlanPhase.SUCCEEDED);
    assertThat(decision.result().inWords()).contains("missing", "exceeded quota");
  }

  private RecordOrder order(ReleaseView seen) {
    var result = planner.next(seen).result();
    assertThat(result).isInstanceOf(Act.class);
    return (RecordOrder) ((Action.StartJob) ((Act) result).action()).job().order();
  }

  private static ReleaseView ended(PlanPhase end, String... claims) {
    return endedFrom(aRelease(), end, claims);
  }

  private static ReleaseView endedFrom(ReleaseFixtures release, PlanPhase end, String... claims) {
    return endedAt(release, NOW.minusSeconds(30), end, claims);
  }

  private static ReleaseView endedAt(
      ReleaseFixtures release, Instant at, PlanPhase end, String... claims) {
    var seen = release.step("WriteRecord", StepState.RUNNING).in(end).view();
    var journal = seen.journal().without("WriteRecord").begun("WriteRecord", at);
    var before = seen.status();
    seen.plan()
        .setStatus(
            new MigrationPlanStatus(
                Stream.of(claims).map(WriteRecordTest::condition).toList(),
                1L,
                end,
                null,
                null,
                "the app is open",
                before.file(),
                List.of(),
                null,
                List.of(),
                null,
                journal.entries(),
                null,
                before.quiesce(),
                null,
                "jane",
                null,
                List.of(),
                null,
                at.minusSeconds(60),
                at,
                "1m",
                42L));
    return seen;
  }

  /**
   * @param claim such as {@code Applied=True}, with a reason where that matters
   */
  private static Condition condition(String claim) {
    int equals = claim.indexOf('=');
    var words = claim.substring(equals + 1).split(" ", 2);
    return new Condition(
        claim.substring(0, equals),
        ConditionStatus.valueOf(words[0].toUpperCase(Locale.ROOT)),
        1L,
        NOW,
        words.length > 1 ? words[1] : "Done",
        "so it is");
  }
}
