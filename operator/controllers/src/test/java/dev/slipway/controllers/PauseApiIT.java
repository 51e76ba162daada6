package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.testkit.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody wants an object left alone. */
class PauseApiIT {
  private static final String GO_ON =
      "{\"metadata\": {\"annotations\": {\"slipway.dev/reconcile\": null}}}";

  private final OperatorBench bench = new OperatorBench();

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void nothingIsDoneAndStatusSaysSo() {
    bench.createApp();
    var environment = Crm.environment();
    environment.getMetadata().setAnnotations(Map.of("slipway.dev/reconcile", "disabled"));
    var paused = bench.create(environment);

    assertThat(bench.await(paused, "Paused", ConditionStatus.TRUE).reason())
        .isEqualTo("ReconcileDisabled");

    assertThat(bench.get(paused).getStatus().conditions())
        .extracting(Condition::type)
        .containsExactly("Paused");
    assertThat(bench.client().batch().v1().jobs().inNamespace(bench.namespace()).list().getItems())
        .isEmpty();
  }

  @Test
  void itGoesOnOnceTheAnnotationIsGone() {
    var environment = Crm.environment();
    environment.getMetadata().setAnnotations(Map.of("slipway.dev/reconcile", "disabled"));
    var paused = bench.create(environment);
    bench.await(paused, "Paused", ConditionStatus.TRUE);

    bench.edit(paused, GO_ON);

    bench.await(paused, "Stalled", ConditionStatus.TRUE);
    assertThat(bench.get(paused).getStatus().conditions())
        .extracting(Condition::type)
        .doesNotContain("Paused");
  }

  /** What a release has closed it opens before it goes, whoever wanted it left alone. */
  @Test
  void whatIsBeingDeletedIsNotLeftAlone() {
    var plan = plan();
    bench.await(bench.create(plan), "Paused", ConditionStatus.TRUE);

    bench.client().resource(plan).inNamespace(bench.namespace()).delete();

    Await.until("a look at it", Duration.ofSeconds(20), () -> isLookedAt(plan));
  }

  private boolean isLookedAt(MigrationPlan plan) {
    var now = bench.client().resource(plan).inNamespace(bench.namespace()).get().getStatus();
    return now != null && now.conditions().size() > 1;
  }

  private static MigrationPlan plan() {
    return SlipwaySerialization.create()
        .unmarshal(
            """
            apiVersion: slipway.dev/v1alpha1
            kind: MigrationPlan
            metadata:
              name: paused
              annotations: {slipway.dev/reconcile: disabled}
              finalizers: [test.example/keep]
            spec: {target: crm, source: {file: {digest: "sha256:%s"}}}
            """
                .formatted("a".repeat(64)),
            MigrationPlan.class);
  }
}
