package dev.slipway.controllers.environment;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentPlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final WorkReport OBSERVED =
      WorkReport.done("seen", new Observation("17.11", "1", 1, 1, 1));
  private static final WorkReport UNREACHABLE =
      WorkReport.failed(FailureCode.DATABASE_UNREACHABLE, "no answer");

  @Test
  void looksAtTheDatabaseFirstOfAll() {
    var pending = next(Crm.appObjects(), List.of());

    assertThat(pending)
        .isInstanceOfSatisfying(
            Act.class,
            act -> assertThat(jobOf(act).name()).isEqualTo("slipway-0a1b2c3d-observe-1"));
  }

  @Test
  void doesNothingWhileSomethingIsMissing() {
    var pending = next(AppObjects.NONE, List.of());

    assertThat(pending)
        .isInstanceOfSatisfying(
            Stall.class, fail -> assertThat(fail.message()).contains("Deployment crm", "crm-dev"));
  }

  @Test
  void saysHowToGrantWhatTheOperatorMayNotSee() {
    var seen =
        new EnvironmentView(
            Crm.storedEnvironment(),
            "no jobs for you",
            AppObjects.NONE,
            EnvironmentUsers.NONE,
            List.of(),
            "slipway:test",
            NOW);

    assertThat(new EnvironmentPlanner().next(seen))
        .isInstanceOfSatisfying(
            Stall.class,
            fail -> {
              assertThat(fail.reason()).isEqualTo("NotGranted");
              assertThat(fail.message()).contains("no jobs for you", "grant.namespaces", "crm-dev");
            });
  }

  @Test
  void waitsWhileAWorkerLooks() {
    var pending = next(Crm.appObjects(), List.of(attempt(1, new Running("the worker"))));

    assertThat(pending).isEqualTo(new Wait("the worker", ofSeconds(2)));
  }

  @Test
  void isDoneUntilTheNextLookIsDue() {
    var fresh =
        next(Crm.appObjects(), List.of(attempt(1, new Reported(OBSERVED, NOW.minusSeconds(60)))));
    var stale =
        next(Crm.appObjects(), List.of(attempt(1, new Reported(OBSERVED, before(ofMinutes(361))))));

    assertThat(fresh).isEqualTo(new Done("seen"));
    assertThat(stale).isInstanceOf(Act.class);
  }

  @Test
  void remembersALookWhoseJobIsCollected() {
    var first = view(Crm.storedEnvironment(), List.of(attempt(1, new Reported(OBSERVED, NOW))));
    var environment = Crm.storedEnvironment();
    environment.setStatus(new EnvironmentStatuses(first, new Done("seen")).status());
    var later = view(environment, List.of());

    var pending = new EnvironmentPlanner().next(later);

    assertThat(pending).isInstanceOf(Done.class);
    assertThat(new EnvironmentStatuses(later, pending).status().conditions())
        .extracting(Condition::type, Condition::status)
        .containsExactlyInAnyOrderElementsOf(
            environment.getStatus().conditions().stream()
                .map(it -> tuple(it.type(), it.status()))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "8, 600", "50, 600"})
  void pausesLongerAfterEachFailure(int failures, int seconds) {
    var attempts =
        IntStream.rangeClosed(1, failures)
            .mapToObj(number -> attempt(number, new Reported(UNREACHABLE, NOW)))
            .toList();

    assertThat(next(Crm.appObjects(), attempts))
        .isEqualTo(new Stall("DatabaseUnreachable", "no answer", ofSeconds(seconds)));
  }

  @Test
  void looksAgainWhenThePauseIsOver() {
    var lost = new Lost("WorkerFailed", "gone", before(ofMinutes(1)));

    assertThat(next(Crm.appObjects(), List.of(attempt(1, lost))))
        .isInstanceOfSatisfying(
            Act.class, act -> assertThat(jobOf(act).order().step().attempt()).isEqualTo(2));
  }

  @Test
  void looksAgainWhenTheSpecHasChanged() {
    var old = new JobAttempt(ObserveDatabase.STEP, 7, 0, NOW, new Reported(OBSERVED, NOW));

    assertThat(next(Crm.appObjects(), List.of(old)))
        .isInstanceOfSatisfying(
            Act.class, act -> assertThat(jobOf(act).order().step().attempt()).isEqualTo(8));
  }

  private static WorkerJob jobOf(Act act) {
    return ((Action.StartJob) act.action()).job();
  }

  private static Instant before(Duration length) {
    return NOW.minus(length);
  }

  private static JobAttempt attempt(int number, JobState state) {
    return new JobAttempt(ObserveDatabase.STEP, number, 1, NOW, state);
  }

  private static EnvironmentView view(AppEnvironment environment, List<JobAttempt> attempts) {
    return new EnvironmentView(
        environment, null, Crm.appObjects(), EnvironmentUsers.NONE, attempts, "slipway:test", NOW);
  }

  private static StepResult next(AppObjects objects, List<JobAttempt> attempts) {
    var seen =
        new EnvironmentView(
            Crm.storedEnvironment(),
            null,
            objects,
            EnvironmentUsers.NONE,
            attempts,
            "slipway:test",
            NOW);
    return new EnvironmentPlanner().next(seen);
  }
}
