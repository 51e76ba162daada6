package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A status that was lost, as when objects are created anew, comes back from what is there. */
class StatusLostApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench = new OperatorBench();

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void anEnvironmentSaysTheSameAgain() {
    var environment = environment();
    backup();
    Await.until(
        "the environment to name its backup",
        LIMIT,
        () -> bench.get(environment).getStatus().lastVerifiedBackup() != null);
    var before = status(environment);

    loseStatus(environment);

    awaitStatus(environment, before);
  }

  @Test
  void aBackupSaysTheSameAgainAndIsNotMadeTwice() {
    environment();
    var backup = backup();
    var before = status(backup);

    loseStatus(backup);

    awaitStatus(backup, before);
    assertThat(bench.jobs(backup.getMetadata().getUid())).hasSize(1);
  }

  private AppEnvironment environment() {
    bench.createApp();
    var environment = bench.create(Crm.environment());
    bench.endWorker(
        environment.getMetadata().getUid(),
        "Observe",
        1,
        WorkReport.done(
            "the database answers", new Observation("17.11", "7301", 16384, 1_300_000_000, 12)));
    bench.await(environment, "Ready", ConditionStatus.TRUE);
    return environment;
  }

  private Backup backup() {
    var backup = bench.create(Backups.backup(""));
    bench.endWorker(backup.getMetadata().getUid(), "BackUp", 1, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
    return backup;
  }

  /** As somebody may who can write any status. */
  private void loseStatus(HasMetadata object) {
    bench
        .client()
        .resource(object)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": null}");
  }

  private void awaitStatus(HasMetadata object, JsonNode wanted) {
    Await.until("the status to come back", LIMIT, () -> status(object).has("conditions"));
    Await.until(
        "a settled status",
        LIMIT,
        () -> status(object).toString().length() >= wanted.toString().length());
    assertThat(status(object)).isEqualTo(wanted);
  }

  /** All but since when it is so, which nobody else knows. */
  private JsonNode status(HasMetadata object) {
    var all =
        bench
            .client()
            .getKubernetesSerialization()
            .convertValue(bench.get(object), JsonNode.class)
            .path("status");
    if (all instanceof ObjectNode known) {
      known.remove("startedAt");
    }
    all.path("conditions").forEach(it -> ((ObjectNode) it).remove("lastTransitionTime"));
    return all;
  }
}
