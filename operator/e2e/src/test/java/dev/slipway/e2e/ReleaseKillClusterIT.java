package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Releases to production while operator and workers are killed, in the middle of whatever they do.
 * They come to the same end as if nothing had happened.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReleaseKillClusterIT {
  private static final Set<PlanPhase> ON_THE_WAY =
      EnumSet.of(
          PlanPhase.PREFLIGHT,
          PlanPhase.QUIESCING,
          PlanPhase.BACKING_UP,
          PlanPhase.MIGRATING,
          PlanPhase.RESTARTING,
          PlanPhase.VALIDATING,
          PlanPhase.REOPENING);
  private static final Set<PlanPhase> ON_THE_WAY_BACK =
      EnumSet.of(PlanPhase.ROLLING_BACK, PlanPhase.REOPENING);

  /** Steps that workers carry out. */
  private static final Set<String> STEPS =
      Set.of("Preview", "RaiseFence", "BackUp", "Apply", "LowerFence", "Validate");

  /** Whose workers are at it for so long that they never end before they are killed. */
  private static final Set<String> LONG_STEPS = Set.of("BackUp", "Apply");

  private static final Set<String> STEPS_BACK =
      Set.of("RaiseFenceAgain", "Undo", "LowerFenceAgain", "CheckRestored");

  private static final String ON_THE_FRONT_PAGE = "Welcome to Harbour";

  private final Example example;
  private final SampleApp production;
  private final Operators operators;
  private final Killer killer;

  private Tables before;
  private AppState app;

  ReleaseKillClusterIT(Example example) {
    this.example = example;
    this.production = example.production();
    this.operators = new Operators(example.client());
    this.killer = Killer.start(example.client());
  }

  @BeforeAll
  void stage() {
    example.fresh();
    Release.start(example.staging(), "to-staging.yaml", "kill").await(PlanPhase.SUCCEEDED);
  }

  /** Whatever earlier releases brought is changed, so that there is something to release. */
  @BeforeEach
  void see() {
    production.sql("UPDATE settings SET value = '7' WHERE key = 'itemsPerPage'");
    production.sql("DELETE FROM role_rights");
    before = Tables.of(production);
    app = AppState.of(production);
  }

  @AfterAll
  void end() {
    killer.close();
  }

  @Test
  void survivesAnOperatorThatIsKilledInEachPhase() {
    var customers = new OrderWriter(production);
    try (customers) {
      customers.awaitMore(5);
      var release = release("operator", ON_THE_FRONT_PAGE);

      var killed = operators.killedOnceIn(ON_THE_WAY, release, killer::kill);

      assertThat(killed).isEqualTo(ON_THE_WAY);
      assertReleased(release);
    }
    assertPromisesKept(customers);
  }

  @Test
  void survivesThatTheFirstWorkersAreKilled() {
    var customers = new OrderWriter(production);
    try (customers;
        var kills = new WorkerKills(production, killer::killOnceItWorks)) {
      customers.awaitMore(5);
      var release = release("workers", ON_THE_FRONT_PAGE);

      release.await(PlanPhase.SUCCEEDED);

      assertThat(kills.killed()).containsAll(LONG_STEPS);
      assertReleased(release);
    }
    assertPromisesKept(customers);
  }

  /** Here workers are deleted by force: their successors may begin before they have ended. */
  @Test
  void isRolledBackAlthoughOperatorAndWorkersAreKilledOnTheWay() {
    try (var kills = new WorkerKills(production, this::deleteByForce)) {
      var release = release("rollback", "Nothing of the kind");

      var killed = operators.killedOnceIn(ON_THE_WAY_BACK, release, killer::kill);

      release.await(PlanPhase.ROLLED_BACK);
      assertThat(killed).isEqualTo(ON_THE_WAY_BACK);
      assertThat(kills.killed()).containsAll(STEPS).containsAll(STEPS_BACK);
      assertThat(Tables.of(production).fingerprints()).isEqualTo(before.fingerprints());
      assertOpen();
    }
  }

  /** Nobody is asked, so that one look after the other sees each phase. */
  private Release release(String name, String expected) {
    return Release.start(
        production,
        "to-production.yaml",
        "kill",
        yaml ->
            yaml.replace("metadata: {name: kill,", "metadata: {name: kill-" + name + ",")
                .replace("spec:\n", "spec:\n  approval: {mode: Automatic}\n")
                .replace(ON_THE_FRONT_PAGE, expected));
  }

  private void deleteByForce(Pod pod) {
    var worker = example.client().resource(pod);
    worker.waitUntilCondition(
        it -> it != null && "Running".equals(it.getStatus().getPhase()), 1, TimeUnit.MINUTES);
    worker.withGracePeriod(0).delete();
  }

  private void assertReleased(Release release) {
    release.await(PlanPhase.SUCCEEDED);
    var after = Tables.of(production);
    assertThat(after.configuration()).isEqualTo(Tables.of(example.staging()).configuration());
    assertThat(before.lostIn(after)).isEmpty();
    assertThat(Ledger.applies(production, release)).isOne();
    assertThat(example.currentFile(production)).isEqualTo(release.file());
    assertOpen();
  }

  private void assertOpen() {
    production.awaitReady(2);
    assertThat(AppState.of(production)).isEqualTo(app);
    assertThat(example.environment(production).getStatus().busyWith()).isNull();
  }

  private void assertPromisesKept(OrderWriter customers) {
    var orders = production.sql("SELECT id FROM orders").stream().map(Long::valueOf).toList();
    assertThat(customers.promised()).isNotEmpty().isSubsetOf(orders);
  }
}
