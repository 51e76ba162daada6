package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.quiesce.LostEnvironment;
import dev.slipway.controllers.quiesce.Reopening;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Service of Slipway's that users come in by, on a real API server; the test plays the pods. */
class FrontApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<String, String> OPEN = Map.of("app", "crm");
  private static final Map<String, String> SHUT = Map.of("app", "slipway-closed");

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private AppEnvironment production = new AppEnvironment();

  @BeforeEach
  void createEnvironments() {
    bench.playDeployments();
    release.createDevelopment();
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
    release.end(production, "Observe", release.observation());

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
    release.end(production, "Observe", release.observation());
    bench.await(production, "Ready", ConditionStatus.TRUE);
    var own = service("crm");
    var plan = release.approved("crm-1", "");
    release.end(plan, "RaiseFence", new Fenced(true, 2));

    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(SHUT);
    assertThat(service("slipway-shadow-crm-front").getSpec().getSelector()).isEqualTo(OPEN);
    assertThat(service("crm")).isEqualTo(own);

    release.backUp(plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.end(plan, "Validate", new Checked(List.of("front-page")));
    bench.awaitPhase(plan, "Succeeded");
    assertThat(service("crm-front").getSpec().getSelector()).isEqualTo(OPEN);
    assertThat(service("crm-front").getMetadata().getAnnotations())
        .doesNotContainKey(Labels.QUIESCED);
    assertThat(service("crm")).isEqualTo(own);
  }

  @Test
  void isOpenedWithoutAnOperator() throws InterruptedException {
    awaitFront();
    release.end(production, "Observe", release.observation());
    bench.await(production, "Ready", ConditionStatus.TRUE);
    var plan = release.approved("crm-1", "");
    release.end(plan, "RaiseFence", new Fenced(true, 2));
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
}
