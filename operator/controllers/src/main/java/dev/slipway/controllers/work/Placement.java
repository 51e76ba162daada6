package dev.slipway.controllers.work;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.Worker;
import dev.slipway.api.reference.SecretReference;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Where the pods of an environment may run, and how their image is pulled. */
public final class Placement {
  private static final KubernetesSerialization JSON = SlipwaySerialization.create();

  private Placement() {}

  public static void apply(Worker wishes, PodSpec pod) {
    pod.setNodeSelector(wishes.nodeSelector());
    pod.setTolerations(
        wishes.tolerations().stream()
            .map(toleration -> JSON.convertValue(toleration, Toleration.class))
            .toList());
    pod.setImagePullSecrets(
        wishes.imagePullSecrets().stream()
            .map(SecretReference::name)
            .map(LocalObjectReference::new)
            .toList());
  }
}
