package dev.slipway.controllers.schedule;

import static dev.slipway.controllers.schedule.Nightly.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.RetentionResult;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.PruneOrder;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.Retention;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {
  private static final String RETENTION = "retention: {last: 7, monthly: 12}";
  private static final String NOW = "2026-11-22T03:10:00Z";
  private static final String JUST_NOW = "2026-11-22T03:05:00Z";
  private static final String PRUNED_BEFORE =
      "retention: {kept: 7, pruned: 0, protected: 0, at: '2026-11-22T03:00:00Z'}";

  @Test
  void takesAwayAfterEachNewBackup() {
    var seen = wanting(RETENTION).remembering(PRUNED_BEFORE).complete("b1", JUST_NOW, "").at(NOW);

    var order = order(new Keeping(seen).result());

    assertThat(order.retention()).isEqualTo(new Retention(7, 0, 0, 12, "UTC", null, 10));
    assertThat(order.step().environment()).isEqualTo("crm-dev.crm");
    assertThat(order.known()).containsExactly("crm/b1");
    assertThat(order.referred()).isEmpty();
    assertThat(new Keeping(seen).asksForJobs()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T02:30:00Z, 2026-11-22T03:10:00Z, false",
    "2026-11-22T02:30:00Z, 2026-11-23T02:59:00Z, false",
    "2026-11-22T02:30:00Z, 2026-11-23T03:00:00Z, true",
    "2026-11-22T03:05:00Z, 2026-11-22T03:10:00Z, true"
  })
  void isDueAfterABackupAndOnceADay(String newest, String now, boolean due) {
    var seen = wanting(RETENTION).remembering(PRUNED_BEFORE).complete("b1", newest, "").at(now);

    assertThat(new Keeping(seen).result()).isInstanceOf(due ? Act.class : Done.class);
  }

  @Test
  void doesNothingWithoutARetentionOrABackup() {
    var unwanted = new Keeping(wanting("").complete("b1", JUST_NOW, "").at(NOW));
    var nothing = new Keeping(wanting(RETENTION).at(NOW));

    assertThat(unwanted.result()).isInstanceOf(NotNeeded.class);
    assertThat(unwanted.asksForJobs()).isFalse();
    assertThat(nothing.result()).isInstanceOf(Done.class);
  }

  @Test
  void neverDuringARelease() {
    var seen = wanting(RETENTION).complete("b1", JUST_NOW, "").busy().at(NOW);

    assertThat(new Keeping(seen).result()).isInstanceOf(Wait.class);
  }

  @Test
  void leavesAloneWhatSomebodyNeeds() {
    var seen =
        wanting(RETENTION)
            .complete("free", JUST_NOW, "")
            .complete("pinned", JUST_NOW, "pinned: true")
            .complete("timed", JUST_NOW, "expiresAfter: 1h")
            .complete("expired", "2026-11-22T02:00:00Z", "expiresAfter: 1h")
            .complete("of-a-plan", JUST_NOW, "")
            .complete("of-a-restore", JUST_NOW, "")
            .complete("of-a-restore-elsewhere", JUST_NOW, "")
            .complete("of-another", JUST_NOW, "")
            .plan("Validating", "of-a-plan")
            .restore("crm-dev", "Restoring", "name: of-a-restore")
            .restore("other", "Preflight", "namespace: crm-dev, name: of-a-restore-elsewhere")
            .restore("other", "Preflight", "name: of-another")
            .at(NOW);

    assertThat(order(new Keeping(seen).result()).referred())
        .containsExactly(
            "crm/of-a-plan",
            "crm/of-a-restore",
            "crm/of-a-restore-elsewhere",
            "crm/pinned",
            "crm/timed");
  }

  @Test
  void leavesAloneWhatAReleaseNeededJustNow() {
    var ended = "Succeeded, finishedAt: '2026-11-%sT00:00:00Z'";
    var lately = wanting(RETENTION).complete("b1", JUST_NOW, "").plan(ended.formatted("20"), "b1");
    var longAgo = wanting(RETENTION).complete("b1", JUST_NOW, "").plan(ended.formatted("10"), "b1");

    assertThat(order(new Keeping(lately.at(NOW)).result()).referred()).containsExactly("crm/b1");
    assertThat(order(new Keeping(longAgo.at(NOW)).result()).referred()).isEmpty();
  }

  @Test
  void saysWhatItCameToAndTakesTheObjectsAwayOfWhatIsGone() {
    var seen =
        wanting(RETENTION)
            .remembering(PRUNED_BEFORE)
            .complete("b1", "2026-11-21T03:05:00Z", "")
            .complete("b2", JUST_NOW, "")
            .complete("b3", "2026-11-21T03:05:00Z", "pinned: true")
            .pruning(3, done("2026-11-22T03:08:00Z", "crm/b1", "crm/b3"))
            .at(NOW);

    var keeping = new Keeping(seen);

    assertThat(keeping.result()).isInstanceOf(Done.class);
    assertThat(keeping.retained())
        .isEqualTo(new RetentionResult(7, 2, 3, Instant.parse("2026-11-22T03:08:00Z")));
    assertThat(keeping.gone())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Delete.class,
            delete -> assertThat(delete.seen().getMetadata().getName()).isEqualTo("b1"));
  }

  @Test
  void startsTheNextOneAfterTheLast() {
    var seen =
        wanting(RETENTION)
            .remembering(PRUNED_BEFORE)
            .complete("b2", JUST_NOW, "")
            .pruning(3, done("2026-11-22T03:00:00Z"))
            .at(NOW);

    assertThat(order(new Keeping(seen).result()).step().attempt()).isEqualTo(4);
  }

  @Test
  void waitsWhileAWorkerIsAtIt() {
    var seen =
        wanting(RETENTION).complete("b1", JUST_NOW, "").pruning(1, new Running("a worker")).at(NOW);

    assertThat(new Keeping(seen).result()).isInstanceOf(Wait.class);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-22T03:59:00Z, true", "2026-11-22T04:10:00Z, false"})
  void triesAgainAnHourAfterAFailureAndSaysSoMeanwhile(String now, boolean stalled) {
    var refused = WorkReport.failed(FailureCode.STORE_ACCESS_DENIED, "may not delete crm/b1");
    var nightly = wanting(RETENTION).remembering("").complete("b1", JUST_NOW, "");

    var result =
        new Keeping(nightly.pruning(1, new Reported(refused, Instant.parse(NOW))).at(now)).result();

    if (stalled) {
      assertThat(((Stall) result).reason()).isEqualTo("StoreAccessDenied");
      assertThat(((Stall) result).message()).contains("may not delete crm/b1");
    } else {
      assertThat(order(result).step().attempt()).isEqualTo(2);
    }
  }

  @Test
  void triesAgainAfterALostWorker() {
    var seen =
        wanting(RETENTION)
            .remembering("")
            .complete("b1", JUST_NOW, "")
            .pruning(1, new Lost("WorkerFailed", "gone", Instant.parse("2026-11-22T02:00:00Z")))
            .at(NOW);

    assertThat(order(new Keeping(seen).result()).step().attempt()).isEqualTo(2);
  }

  private static JobState done(String at, String... gone) {
    return new Reported(
        WorkReport.done(
            "2 removed", new Pruned(7, 2, 2, 1000, 1, List.of("crm/held"), List.of(gone))),
        Instant.parse(at));
  }

  private static PruneOrder order(StepResult result) {
    assertThat(result).isInstanceOf(Act.class);
    return (PruneOrder) ((Action.StartJob) ((Act) result).action()).job().order();
  }
}
