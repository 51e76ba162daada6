package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases by a role of their own, on a real API server; the test plays the pods. */
class ReleaseFenceApiIT {
  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private AppEnvironment production = new AppEnvironment();

  @BeforeEach
  void createEnvironments() {
    bench.playDeployments();
    release.createDevelopment();
    production =
        bench.create(ReleaseFixtures.read("production-with-role.yaml", AppEnvironment.class));
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void aRoleThatIsNotFitIsNamedBeforeAnythingIsClosed() {
    observe(
        1,
        WorkReport.failed(
            new EngineException(
                FailureCode.RELEASE_ROLE_UNFIT, "the app's role crm owns database crm")));
    var unfit = bench.await(production, "Stalled", ConditionStatus.TRUE);
    var plan = release.create("crm-1", "");

    assertThat(unfit.reason()).isEqualTo("ReleaseRoleUnfit");
    assertThat(bench.await(plan, "Stalled", ConditionStatus.TRUE).message())
        .contains("is not ready", "the app's role crm owns database crm");

    observe(2, WorkReport.done("done", release.observation()));
    release.end(plan, "Build", new Built(FILE, 1000, 3, 30));
  }

  @Test
  void allOfAReleaseIsOrderedInTheNameOfTheRoleForIt() {
    observe(1, WorkReport.done("done", release.observation()));
    var plan = release.approved("crm-1", "");
    release.end(plan, "RaiseFence", new Fenced(true, 2));
    release.backUp(plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.end(plan, "Validate", new Checked(List.of("front-page")));
    bench.awaitPhase(plan, "Succeeded");

    var orders = orders();
    assertThat(orders.keySet())
        .contains("Observe", "Preview", "RaiseFence", "BackUp", "Apply", "LowerFence", "Validate");
    assertThat(orders.values()).allSatisfy(ReleaseFenceApiIT::isInTheNameOfTheRole);
  }

  private static void isInTheNameOfTheRole(JsonNode order) {
    var database = order.path("database");
    assertThat(database.path("userFile").asText()).endsWith("/database/username");
    assertThat(database.at("/app/userFile").asText()).endsWith("/database-app/login");
    assertThat(database.at("/app/shutOut").asBoolean()).isTrue();
  }

  /** Those about the target's database, by step. */
  private Map<String, JsonNode> orders() {
    return bench.client().configMaps().inNamespace(bench.namespace()).list().getItems().stream()
        .map(ConfigMap::getData)
        .filter(data -> data != null && data.containsKey("order.json"))
        .map(
            data -> SlipwaySerialization.create().unmarshal(data.get("order.json"), JsonNode.class))
        .filter(it -> it.has("database"))
        .filter(it -> it.at("/step/environment").asText().endsWith(".crm-prod"))
        .collect(toMap(it -> it.at("/step/step").asText(), it -> it, (one, _) -> one));
  }

  private void observe(int attempt, WorkReport report) {
    bench.endWorker(production.getMetadata().getUid(), "Observe", attempt, report);
  }
}
