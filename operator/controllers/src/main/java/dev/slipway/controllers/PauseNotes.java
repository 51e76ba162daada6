package dev.slipway.controllers;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.news.Glance;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One condition beside those that a reconciler builds, under an owner's name of its own: it comes
 * and goes while the reconciler is not asked.
 */
final class PauseNotes {
  static final String TYPE = "Paused";

  private static final String REASON = "ReconcileDisabled";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("slipway-pause")
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final Clock clock;

  PauseNotes(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  void say(HasMetadata object) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var since = Glance.at(object).condition(TYPE).map(Condition::lastTransitionTime).orElse(now);
    var generation = object.getMetadata().getGeneration();
    var message =
        "nothing is done here while the annotation "
            + Labels.RECONCILE
            + " says disabled: an app that is closed stays closed; take the annotation away to go"
            + " on";
    write(
        object,
        List.of(new Condition(TYPE, ConditionStatus.TRUE, generation, since, REASON, message)));
  }

  void takeBack(HasMetadata object) {
    write(object, List.of());
  }

  private void write(HasMetadata object, List<Condition> conditions) {
    var json =
        client
            .getKubernetesSerialization()
            .asJson(
                Map.of(
                    "apiVersion", object.getApiVersion(),
                    "kind", object.getKind(),
                    "metadata", Map.of("name", object.getMetadata().getName()),
                    "status", conditions.isEmpty() ? Map.of() : Map.of("conditions", conditions)));
    client.resource(object).subresource("status").patch(APPLY, json);
  }
}
