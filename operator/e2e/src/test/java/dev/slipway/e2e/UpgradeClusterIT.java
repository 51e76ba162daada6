package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart is upgraded while a release has its app closed. */
@ExtendWith(ClusterExtension.class)
class UpgradeClusterIT {
  /** Anything that gives the operators new pods. */
  private static final String CHANGE = "workers.perCluster=19";

  private final Cluster cluster;
  private final Example example;
  private final Operators operators;
  private final SampleApp staging;

  UpgradeClusterIT(Cluster cluster, Example example) {
    this.cluster = cluster;
    this.example = example;
    this.operators = new Operators(example.client());
    this.staging = example.staging();
  }

  @BeforeEach
  void leaveSomethingToRelease() {
    example.fresh();
    staging.sql("UPDATE settings SET value = '9' WHERE key = 'itemsPerPage'");
  }

  @AfterEach
  void installAgain() {
    cluster.installOperator();
  }

  @Test
  void theNextOperatorsBringItToItsEnd() {
    var before = pods();
    var app = AppState.of(staging);
    var release = Release.start(staging, "to-staging.yaml", "upgrade").await(PlanPhase.BACKING_UP);

    cluster.installOperator(CHANGE);

    assertThat(pods()).doesNotContainAnyElementsOf(before);
    release.await(PlanPhase.SUCCEEDED);
    assertThat(Ledger.applies(staging, release)).isOne();
    assertThat(AppState.of(staging)).isEqualTo(app);
    assertThat(staging.sql("SELECT value FROM settings WHERE key = 'itemsPerPage'"))
        .isEqualTo(
            example.development().sql("SELECT value FROM settings WHERE key = 'itemsPerPage'"));
  }

  private Set<String> pods() {
    return operators.pods().stream()
        .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
        .map(it -> it.getMetadata().getName())
        .collect(Collectors.toSet());
  }
}
