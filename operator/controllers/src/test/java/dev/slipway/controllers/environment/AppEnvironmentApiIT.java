package dev.slipway.controllers.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.AppSeen;
import dev.slipway.engine.order.Observation.DriftSeen;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An environment on a real API server; the test plays the part of the pods. */
class AppEnvironmentApiIT {
  private static final WorkReport OBSERVED =
      WorkReport.done(
          "the database answers", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));

  private static final Observation SEEN =
      new Observation("17.11", "7301", 16384, 1_300_000_000, 12);
  private static final WorkReport LARGER =
      WorkReport.done(
          "the database answers", new Observation("17.11", "7301", 16384, 2_600_000_000L, 12));
  private static final WorkReport REJECTED =
      WorkReport.failed(FailureCode.CREDENTIALS_REJECTED, "wrong password");
  private static final WorkReport SHARED =
      WorkReport.failed(
          new EngineException(FailureCode.DATABASE_SHARED, "crm-staging works here too"), SEEN);
  private static final WorkReport DRIFTED =
      WorkReport.done(
          "the database answers",
          new Observation(
              "17.11",
              "7301",
              16384,
              1_300_000_000,
              12,
              List.of("OwnsDatabase", "OwnsSchema"),
              new AppSeen("2.2.15", 79, "sha256:" + "a".repeat(64)),
              new TreeMap<>(Map.of("DB_UNDERSCORED", "false")),
              "sha256:" + "b".repeat(64),
              new DriftSeen(
                  Instant.parse("2026-11-01T00:00:00Z"),
                  false,
                  2,
                  List.of("roles", "uiSchemas"),
                  Instant.parse("2026-11-02T00:00:00Z"))));
  private static final String PRODUCTION =
      Crm.yaml().replace("stage: Development", "stage: Production") + "  preset: nocobase\n";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench = new OperatorBench();

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void saysWhatItCannotFind() {
    var environment = bench.create(Crm.environment());

    var stalled = bench.await(environment, "Stalled", ConditionStatus.TRUE);

    assertThat(stalled.reason()).isEqualTo("ReferenceMissing");
    assertThat(stalled.message()).contains("Deployment crm", "Service crm");
  }

  @Test
  void becomesReadyOnceAWorkerHasSeenTheDatabase() {
    bench.createApp();
    var environment = bench.create(Crm.environment());

    bench.endWorker(uid(environment), "Observe", 1, OBSERVED);

    bench.await(environment, "Ready", ConditionStatus.TRUE);
    var facts = requireNonNull(bench.get(environment).getStatus().facts());
    assertThat(facts.serverVersion()).isEqualTo("17.11");
    assertThat(requireNonNull(facts.database()).size()).isEqualTo("1.2Gi");
  }

  @Test
  void saysWhyTheDatabaseCannotBeReached() {
    bench.createApp();
    var environment = bench.create(Crm.environment());

    bench.endWorker(
        uid(environment),
        "Observe",
        1,
        WorkReport.failed(FailureCode.CREDENTIALS_REJECTED, "wrong password"));

    var stalled = bench.await(environment, "Stalled", ConditionStatus.TRUE);
    assertThat(stalled.reason()).isEqualTo("CredentialsRejected");
    assertThat(bench.await(environment, "CredentialsValid", ConditionStatus.FALSE).message())
        .isEqualTo("wrong password");
  }

  @Test
  void saysThatAStoreCannotBeReachedThoughTheDatabaseCan() {
    bench.createApp();
    var environment = bench.create(Crm.environment());

    bench.endWorker(
        uid(environment), "Observe", 1, WorkReport.failed(FailureCode.BUCKET_MISSING, "no bucket"));

    assertThat(bench.await(environment, "StoreReachable", ConditionStatus.FALSE).reason())
        .isEqualTo("BucketMissing");
    assertThat(bench.await(environment, "DatabaseReachable", ConditionStatus.TRUE)).isNotNull();
  }

  @Test
  void saysThatItsWorkerWasLost() {
    bench.createApp();
    var environment = bench.create(Crm.environment());

    bench.loseWorker(uid(environment), "Observe", 1);

    assertThat(bench.await(environment, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("WorkerDeleted");
  }

  @Test
  void looksAgainWhenTheSpecChanges() {
    bench.createApp();
    var environment = bench.create(Crm.environment());
    bench.endWorker(uid(environment), "Observe", 1, OBSERVED);
    bench.await(environment, "Ready", ConditionStatus.TRUE);

    bench.edit(environment, "{\"spec\": {\"database\": {\"host\": \"elsewhere\"}}}");

    bench.endWorker(uid(environment), "Observe", 2, OBSERVED);
    assertThat(bench.await(environment, "Ready", ConditionStatus.TRUE).observedGeneration())
        .isEqualTo(2);
  }

  @Test
  void looksAgainWhenSomebodyAsksForItAndStaysReadyMeanwhile() {
    bench.createApp();
    var environment = bench.create(Crm.environment());
    bench.endWorker(uid(environment), "Observe", 1, OBSERVED);
    bench.await(environment, "Ready", ConditionStatus.TRUE);

    ask(environment, "now");

    bench.awaitJob(uid(environment), "Observe", 2);
    assertThat(bench.await(environment, "Ready", ConditionStatus.TRUE)).isNotNull();
    bench.endWorker(uid(environment), "Observe", 2, LARGER);
    Await.until("the larger size", LIMIT, () -> sizeOf(environment).equals("2.4Gi"));
  }

  @Test
  void goesOnByItselfWithRotatedCredentials() {
    bench.createApp();
    var environment = bench.create(Crm.environment());
    bench.endWorker(uid(environment), "Observe", 1, REJECTED);
    bench.await(environment, "CredentialsValid", ConditionStatus.FALSE);

    ask(environment, "rotated");

    bench.endWorker(uid(environment), "Observe", 2, OBSERVED);
    bench.await(environment, "CredentialsValid", ConditionStatus.TRUE);
    bench.await(environment, "Ready", ConditionStatus.TRUE);
  }

  @Test
  void saysWhichTablesChangedWithoutARelease() {
    bench.createApp();
    var environment = bench.create(Crm.environment(PRODUCTION));

    bench.endWorker(uid(environment), "Observe", 1, DRIFTED);

    var drifted = bench.await(environment, "Drifted", ConditionStatus.TRUE);
    assertThat(drifted.message()).contains("roles", "uiSchemas");
    var status = bench.get(environment).getStatus();
    assertThat(requireNonNull(status.drift()).tables()).containsExactly("roles", "uiSchemas");
    assertThat(requireNonNull(status.facts()).coreVersion()).isEqualTo("2.2.15");
    assertThat(requireNonNull(status.facts().database()).rights())
        .containsExactly("OwnsDatabase", "OwnsSchema");
    assertThat(requireNonNull(status.facts()).settings()).containsEntry("DB_UNDERSCORED", "false");
    assertThat(bench.await(environment, "Ready", ConditionStatus.TRUE)).isNotNull();
  }

  @Test
  void stallsWhereItsDatabaseIsAnothersAsWell() {
    bench.createApp();
    var environment = bench.create(Crm.environment());

    bench.endWorker(uid(environment), "Observe", 1, SHARED);

    assertThat(bench.await(environment, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("DatabaseShared");
    bench.await(environment, "DatabaseReachable", ConditionStatus.TRUE);
  }

  @Test
  void waitsForAConfigMapThatItsVariablesAreIn() {
    bench.createApp();
    var yaml = Crm.yaml() + "  variables: [{configMap: crm-env}]\n";
    var environment = bench.create(Crm.environment(yaml));

    var stalled = bench.await(environment, "Stalled", ConditionStatus.TRUE);

    assertThat(stalled.message()).contains("ConfigMap crm-env");
  }

  private void ask(AppEnvironment environment, String value) {
    bench.edit(
        environment,
        "{\"metadata\": {\"annotations\": {\"slipway.dev/observe\": \"%s\"}}}".formatted(value));
  }

  private String sizeOf(AppEnvironment environment) {
    var facts = requireNonNull(bench.get(environment).getStatus().facts());
    return String.valueOf(requireNonNull(facts.database()).size());
  }

  private static String uid(AppEnvironment environment) {
    return environment.getMetadata().getUid();
  }
}
