package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
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
}
