package dev.slipway.controllers.release;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases by a role of their own, on a real API server; the test plays the pods. */
class ReleaseFenceApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");

  private final OperatorBench bench = new OperatorBench();
  private AppEnvironment production = new AppEnvironment();

  @BeforeEach
  void createEnvironments() {
    bench.createApp();
    bench.playDeployments();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    var made = bench.create(development);
    bench.endWorker(made.getMetadata().getUid(), "Observe", 1, observed());
    bench.await(made, "Ready", ConditionStatus.TRUE);
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
    var plan = bench.create(plan("crm-1", ""));

    assertThat(unfit.reason()).isEqualTo("ReleaseRoleUnfit");
    assertThat(bench.await(plan, "Stalled", ConditionStatus.TRUE).message())
        .contains("is not ready", "the app's role crm owns database crm");

    observe(2, observed());
    end(plan, "Build", new Built(FILE, 1000, 3, 30));
  }

  @Test
  void allOfAReleaseIsOrderedInTheNameOfTheRoleForIt() {
    observe(1, observed());
    var plan = approved("crm-1", "");
    end(plan, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
    end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    end(plan, "LowerFence", new Fenced(false, 1));
    end(plan, "Validate", new Checked(List.of("front-page")));
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

  private static WorkReport observed() {
    return WorkReport.done("done", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));
  }

  private MigrationPlan approved(String name, String more) {
    var plan = bench.create(plan(name, more));
    end(plan, "Build", new Built(FILE, 1000, 3, 30));
    end(plan, "Preview", new Previewed(PREVIEW, "s3://p.json", 1, 2, 3, 4, 1));
    bench.awaitPhase(plan, "WaitingForApproval");
    bench.edit(
        plan, "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
    return plan;
  }

  /** Ends the worker of the Backup that the plan makes. */
  private void backUp(MigrationPlan plan) {
    bench.awaitPhase(plan, "BackingUp");
    Await.until("the plan's Backup", LIMIT, () -> !backups().isEmpty());
    end(
        backups().getFirst(),
        "BackUp",
        new BackedUp("crm-prod/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17));
  }

  private List<Backup> backups() {
    return bench.client().resources(Backup.class).inNamespace(bench.namespace()).list().getItems();
  }

  private void end(HasMetadata wanting, String step, WorkResult result) {
    bench.endWorker(wanting.getMetadata().getUid(), step, 1, WorkReport.done("done", result));
  }

  private MigrationPlan plan(String name, String more) {
    var yaml =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: MigrationPlan
        metadata: {name: NAME}
        spec:
          target: crm-prod
          source: {environments: [{namespace: SPACE, name: crm-dev}]}
          validation: [{name: front-page, http: {path: /, expectBody: Welcome}}]
        """
            .replace("NAME", name)
            .replace("SPACE", bench.namespace());
    return SlipwaySerialization.create().unmarshal(yaml + more, MigrationPlan.class);
  }
}
