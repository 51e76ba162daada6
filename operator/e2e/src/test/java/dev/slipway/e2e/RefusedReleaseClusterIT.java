package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Releases that cannot begin: they say what is to be mended, leave the app alone, and go on by
 * themselves once it is mended. All of them then wait for an approval that is never given.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class RefusedReleaseClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String MANUAL = "spec:\n  approval: {mode: Manual}\n";

  private final Example example;
  private final SampleApp development;
  private final SampleApp staging;
  private final SampleApp production;

  private AppState app;

  RefusedReleaseClusterIT(Example example) {
    this.example = example;
    this.development = example.development();
    this.staging = example.staging();
    this.production = example.production();
  }

  @BeforeAll
  void begin() {
    example.fresh();
  }

  @BeforeEach
  void see() {
    app = AppState.of(production);
  }

  @Test
  void aFileThatStagingHasNotValidatedWaitsUntilItHas() {
    var first =
        Release.start(
            staging, "to-staging.yaml", "unvalidated", yaml -> yaml.replace("spec:\n", MANUAL));
    first.await(PlanPhase.WAITING_FOR_APPROVAL);
    var second = Release.start(production, "to-production.yaml", "unvalidated");

    assertThat(second.awaitStalled("NotValidated").message()).contains("crm-staging/crm-staging");
    assertUntouched();

    first.approve().await(PlanPhase.SUCCEEDED);
    second.await(PlanPhase.WAITING_FOR_APPROVAL).abort();
    second.await(PlanPhase.ABORTED);
    assertUntouched();
  }

  @Test
  void aTableThatRulesNameIsAwaited() {
    var release =
        Release.start(
            staging,
            "to-staging.yaml",
            "table",
            yaml -> yaml.replace("spec:\n", MANUAL).replace("[pages,", "[harbours, pages,"));

    assertThat(release.awaitStalled("TableMissing").message()).contains("harbours");
    assertUntouched();

    development.sql("CREATE TABLE harbours (id int PRIMARY KEY); GRANT ALL ON harbours TO crm");
    release.await(PlanPhase.WAITING_FOR_APPROVAL).abort();
    release.await(PlanPhase.ABORTED);
    development.sql("DROP TABLE harbours");
  }

  @Test
  void aBucketThatIsNotThereIsAwaited() {
    backUpTo("nowhere");
    var release =
        Release.start(
            staging, "to-staging.yaml", "bucket", yaml -> yaml.replace("spec:\n", MANUAL));

    assertThat(release.awaitStalled("EnvironmentNotReady").message()).contains("nowhere");
    assertUntouched();

    backUpTo("backups-staging");
    release.await(PlanPhase.WAITING_FOR_APPROVAL).abort();
    release.await(PlanPhase.ABORTED);
  }

  /** Returns once the environment has tried it. */
  private void backUpTo(String bucket) {
    var isThere = bucket.startsWith("backups-");
    example
        .client()
        .resources(AppEnvironment.class)
        .inNamespace(staging.namespace())
        .withName(staging.namespace())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"stores\": {\"backups\": {\"s3\": {\"bucket\": \"" + bucket + "\"}}}}}");
    Await.until(
        "staging to be " + (isThere ? "ready" : "not ready"),
        LIMIT,
        () -> example.isReady(staging) == isThere);
  }

  private void assertUntouched() {
    assertThat(AppState.of(production)).isEqualTo(app);
    assertThat(production.call("GET", "/healthz", "").status()).isEqualTo(200);
    assertThat(example.environment(production).getStatus().busyWith()).isNull();
  }
}
