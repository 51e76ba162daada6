package dev.slipway.controllers.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.WorkReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An environment on a real API server; the test plays the part of the pods. */
class AppEnvironmentApiIT {
  private static final WorkReport OBSERVED =
      WorkReport.done(
          "the database answers", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));

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

  private static String uid(AppEnvironment environment) {
    return environment.getMetadata().getUid();
  }
}
