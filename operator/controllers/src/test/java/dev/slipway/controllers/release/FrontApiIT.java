package dev.slipway.controllers.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.quiesce.LostEnvironment;
import dev.slipway.controllers.quiesce.Reopening;
import dev.slipway.controllers.work.Labels;
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
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Service of Slipway's that users come in by, on a real API server; the test plays the pods. */
class FrontApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final Map<String, String> OPEN = Map.of("app", "crm");
  private static final Map<String, String> SHUT = Map.of("app", "slipway-closed");
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
        bench.create(ReleaseFixtures.read("production-with-front.yaml", AppEnvironment.class));
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void isMadeForTheEnvironmentAndOutlivesIt() {
    var front = awaitFront();
    observe(production);

    assertThat(front.getSpec().getSelector()).isEqualTo(OPEN);
    assertThat(front.getSpec().getPorts())
        .singleElement()
        .satisfies(it -> assertThat(it.getPort()).isEqualTo(8080));
    assertThat(front.getMetadata().getOwnerReferences()).isEmpty();

    bench.client().resource(production).delete();
    Await.until("the environment to be gone", LIMIT, () -> bench.get(production) == null);
    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(OPEN);
  }

  @Test
  void followsTheAppsOwnService() {
    awaitFront();
    bench.edit(
        service("crm"),
        "{\"spec\": {\"selector\": {\"app\": \"crm\", \"tier\": \"web\"}, \"ports\": [{\"port\":"
            + " 80, \"targetPort\": 8080}]}}");
    bench.edit(production, "{\"spec\": {\"observeEvery\": \"5h\"}}");

    Await.until(
        "the front to follow",
        LIMIT,
        () -> service("crm-front").getSpec().getSelector().containsKey("tier"));
    assertThat(service("crm-front").getSpec().getPorts())
        .singleElement()
        .satisfies(it -> assertThat(it.getPort()).isEqualTo(80))
        .satisfies(it -> assertThat(it.getTargetPort().getIntVal()).isEqualTo(8080));
  }

  @Test
  void isNeverTakenFromSomebodyElse() {
    awaitFront();
    var foreign =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("crm-door")
            .endMetadata()
            .withNewSpec()
            .addToSelector("app", "other")
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build();
    var before = bench.create(foreign);

    bench.edit(production, "{\"spec\": {\"maintenance\": {\"front\": \"crm-door\"}}}");

    var stalled = bench.await(production, "Stalled", ConditionStatus.TRUE);
    assertThat(stalled.reason()).isEqualTo("NameTaken");
    assertThat(stalled.message()).contains("Service crm-door");
    assertThat(bench.get(before)).isEqualTo(before);
  }

  @Test
  void isTheOneDoorThatAReleaseCloses() {
    awaitFront();
    observe(production);
    bench.await(production, "Ready", ConditionStatus.TRUE);
    var own = service("crm");
    var plan = approved("crm-1", "");
    end(plan, "RaiseFence", new Fenced(true, 2));

    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(SHUT);
    assertThat(service("slipway-shadow-crm-front").getSpec().getSelector()).isEqualTo(OPEN);
    assertThat(service("crm")).isEqualTo(own);

    backUp(plan);
    end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    end(plan, "LowerFence", new Fenced(false, 1));
    end(plan, "Validate", new Checked(List.of("front-page")));
    bench.awaitPhase(plan, "Succeeded");
    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(OPEN);
    assertThat(service("crm-front").getMetadata().getAnnotations())
        .doesNotContainKey(Labels.QUIESCED);
    assertThat(service("crm")).isEqualTo(own);
  }

  @Test
  void isOpenedWithoutAnOperator() throws InterruptedException {
    awaitFront();
    observe(production);
    bench.await(production, "Ready", ConditionStatus.TRUE);
    var plan = approved("crm-1", "");
    end(plan, "RaiseFence", new Fenced(true, 2));
    bench.awaitPhase(plan, "BackingUp");
    bench.stopOperator();
    bench.edit(production, "{\"metadata\": {\"finalizers\": null}}");
    bench.client().resource(production).delete();
    var lost = LostEnvironment.of(bench.client(), bench.namespace(), "crm-prod");

    new Reopening(bench.client(), Clock.systemUTC()).reopen(lost, LIMIT, _ -> {});

    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(OPEN);
  }

  private Service awaitFront() {
    Await.until("the front", LIMIT, () -> service("crm-front") != null);
    return service("crm-front");
  }

  private Service service(String name) {
    return bench.client().services().inNamespace(bench.namespace()).withName(name).get();
  }

  private void observe(HasMetadata environment) {
    bench.endWorker(environment.getMetadata().getUid(), "Observe", 1, observed());
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
