package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.BusyWith;
import dev.slipway.api.environment.ValidatedFile;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an environment says of those that name it; the test plays their part. */
class EnvironmentUsersApiIT {
  /** Much less than the time after which an environment looks by itself. */
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  private static final String ENDED = "2026-11-02T00:00:00Z";

  private final OperatorBench bench =
      OperatorBench.withOnly(
          client -> new AppEnvironmentReconciler(client, "slipway:test", Clock.systemUTC()));
  private final AppEnvironment environment = bench.create(Crm.environment());

  @BeforeEach
  void isSettled() {
    bench.createApp();
    bench.await(environment, "InMaintenance", ConditionStatus.FALSE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void isBusyWhileAPlanHoldsIt() {
    play(Users.plan("release", "phase: Quiescing"));

    var said = bench.await(environment, "InMaintenance", ConditionStatus.TRUE);
    assertThat(said.message()).contains("MigrationPlan release");
    assertThat(bench.get(environment).getStatus().busyWith())
        .isEqualTo(new BusyWith("MigrationPlan", "release"));
  }

  @Test
  void runsAndVouchesForTheFileOfAPlanThatSucceededWhateverBecomesOfThePlan() {
    var plan = play(Users.succeeded("release", "a", ENDED));
    var validated = new ValidatedFile(Users.file("a"), Instant.parse(ENDED), "release", null);

    awaitStatus(now -> now.getStatus().validated().contains(validated));
    bench.client().resource(plan).delete();
    play(Users.plan("next", "phase: Quiescing"));

    bench.await(environment, "InMaintenance", ConditionStatus.TRUE);
    var status = bench.get(environment).getStatus();
    assertThat(status.currentFile()).isEqualTo(Users.file("a"));
    assertThat(status.validated()).containsExactly(validated);
  }

  @Test
  void isOpenAgainWhenItsHolderIsGone() {
    var plan = play(Users.plan("release", "phase: Reopening"));
    bench.await(environment, "InMaintenance", ConditionStatus.TRUE);

    bench.client().resource(plan).delete();

    bench.await(environment, "InMaintenance", ConditionStatus.FALSE);
    assertThat(bench.get(environment).getStatus().busyWith()).isNull();
  }

  @Test
  void namesItsNewestBackup() {
    var status = "finishedAt: '2026-11-02T00:00:00Z', verifiedAt: '2026-11-02T00:00:00Z'";

    play(Users.backup("nightly", "Full", "True", status));

    awaitStatus(
        now ->
            now.getStatus().lastBackup() != null
                && "nightly".equals(now.getStatus().lastBackup().name()));
  }

  @Test
  void countsReplicasAndFollowsThem() {
    awaitStatus(now -> "0/2".equals(now.getStatus().replicas()));

    bench.playDeployments();

    awaitStatus(now -> "2/2".equals(now.getStatus().replicas()));
  }

  private <S, T extends CustomResource<?, S>> T play(T user) {
    return bench.setStatus(bench.create(user), user.getStatus());
  }

  private void awaitStatus(Predicate<AppEnvironment> claim) {
    Await.until("the environment's status", AT_ONCE, () -> claim.test(bench.get(environment)));
  }
}
