package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static dev.slipway.api.status.ConditionStatus.UNKNOWN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.DriftSeen;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an environment says of itself after what a worker saw. */
class EnvironmentStatusesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant BASELINE = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-11-02T00:00:00Z");
  private static final DriftSeen NONE = new DriftSeen(BASELINE, false, 0, List.of(), null);
  private static final DriftSeen OUTDATED = new DriftSeen(BASELINE, true, 0, List.of(), null);
  private static final DriftSeen CHANGED =
      new DriftSeen(BASELINE, false, 1, List.of("roles"), SINCE);

  @Test
  void saysWhatChangedSinceTheLastRelease() {
    var status = status(production("Report"), List.of(seen(1, CHANGED)));

    assertThat(condition(status, "Drifted").status()).isEqualTo(TRUE);
    assertThat(condition(status, "Drifted").message()).contains("roles");
    assertThat(requireNonNull(status.drift()).count()).isEqualTo(1);
    assertThat(requireNonNull(status.drift()).since()).isEqualTo(SINCE);
    assertThat(condition(status, "Ready").status()).isEqualTo(TRUE);
  }

  @Test
  void driftIsForgottenOnceItIsTakenBack() {
    var environment = production("Report");
    environment.setStatus(status(environment, List.of(seen(1, CHANGED))));

    var status = status(environment, List.of(seen(2, NONE)));

    assertThat(condition(status, "Drifted").status()).isEqualTo(FALSE);
    assertThat(status.drift()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // the policy, when the release ended, and whether its file is still proven
    "Report, 2026-11-01T00:00:00Z, true",
    "Block, 2026-11-01T00:00:00Z, false",
    // what the last look saw was there before
    "Block, 2026-12-31T00:00:00Z, true",
  })
  void driftThatBlocksMakesAnEndToWhatIsProven(String policy, String ended, boolean isProven) {
    var plan = Users.succeeded("release", "a", ended);
    var seen =
        new EnvironmentView(
            production(policy),
            null,
            Crm.appObjects(),
            new EnvironmentUsers(List.of(plan), List.of(), List.of()),
            List.of(seen(1, CHANGED)),
            "image",
            NOW);

    var status = new EnvironmentStatuses(seen, new EnvironmentPlanner().next(seen)).status();

    assertThat(status.currentFile()).isEqualTo(Users.file("a"));
    assertThat(!status.validated().isEmpty()).isEqualTo(isProven);
  }

  @Test
  void driftIsRememberedWhenTheJobIsCollected() {
    var environment = production("Report");
    environment.setStatus(status(environment, List.of(seen(1, CHANGED))));

    var status = status(environment, List.of());

    assertThat(condition(status, "Drifted").status()).isEqualTo(TRUE);
    assertThat(status.drift()).isNotNull();
  }

  @Test
  void withoutABaselineNothingIsSaid() {
    assertThat(
            condition(
                status(production("Report"), List.of(seen(1, DriftSeen.NO_BASELINE))), "Drifted"))
        .extracting(Condition::status, Condition::reason)
        .containsExactly(UNKNOWN, "NoBaseline");
    assertThat(condition(status(production("Report"), List.of(seen(1, OUTDATED))), "Drifted"))
        .extracting(Condition::status, Condition::reason)
        .containsExactly(UNKNOWN, "BaselineOutdated");
  }

  @Test
  void whereNobodyWantsToKnowNothingIsSaid() {
    var status = status(production("Ignore"), List.of(seen(1, CHANGED)));

    assertThat(condition(status, "Drifted").reason()).isEqualTo("NotWatched");
    assertThat(status.drift()).isNull();
  }

  @Test
  void staysReadyWhileAnotherLookIsTaken() {
    var environment = production("Report");
    environment.setStatus(status(environment, List.of(seen(1, NONE))));

    var status = status(environment, List.of(seen(1, NONE), attempt(2, new Running("a worker"))));

    assertThat(condition(status, "Ready").status()).isEqualTo(TRUE);
    assertThat(status.conditions()).isEqualTo(environment.getStatus().conditions());
  }

  @Test
  void staysStalledWhileAFailedLookIsTriedAgain() {
    var lost = attempt(1, new Lost("WorkerFailed", "gone", NOW.minusSeconds(60)));

    var status = status(production("Report"), List.of(lost, attempt(2, new Running("a worker"))));

    assertThat(condition(status, "Stalled"))
        .extracting(Condition::status, Condition::reason)
        .containsExactly(TRUE, "WorkerFailed");
  }

  @ParameterizedTest
  @CsvSource({"WaitingForWindow, true", "Migrating, false", "Succeeded, false"})
  void thoseWhoWaitForTheirTurnAreInTheQueue(String phase, boolean isIn) {
    var users =
        new EnvironmentUsers(
            List.of(Users.plan("release", "phase: " + phase)), List.of(), List.of());
    var seen =
        new EnvironmentView(
            production("Report"), null, Crm.appObjects(), users, List.of(), "image", NOW);

    var status = new EnvironmentStatuses(seen, new EnvironmentPlanner().next(seen)).status();

    assertThat(status.queue().contains("release")).isEqualTo(isIn);
  }

  @Test
  void replicasThatAreNotReadyAreNoStableScale() {
    assertThat(condition(status(production("Report"), List.of()), "ScaleStable"))
        .extracting(Condition::status, Condition::reason)
        .containsExactly(FALSE, "ReplicasNotReady");
  }

  private static AppEnvironmentStatus status(AppEnvironment environment, List<JobAttempt> looks) {
    var seen =
        new EnvironmentView(
            environment, null, Crm.appObjects(), EnvironmentUsers.NONE, looks, "image", NOW);
    return new EnvironmentStatuses(seen, new EnvironmentPlanner().next(seen)).status();
  }

  private static Condition condition(AppEnvironmentStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private static AppEnvironment production(String policy) {
    var environment = Crm.storedEnvironment();
    var yaml =
        Crm.yaml().replace("stage: Development", "stage: Production")
            + "  preset: nocobase\n  driftPolicy: "
            + policy
            + "\n";
    environment.setSpec(Crm.environment(yaml).getSpec());
    return environment;
  }

  private static JobAttempt seen(int number, @Nullable DriftSeen drift) {
    var observation = new Observation("17.11", "1", 1, 1, 1, List.of(), null, null, null, drift);
    return attempt(number, new Reported(WorkReport.done("seen", observation), NOW));
  }

  private static JobAttempt attempt(int number, JobState state) {
    return new JobAttempt(ObserveDatabase.STEP, number, 1, NOW, state);
  }
}
