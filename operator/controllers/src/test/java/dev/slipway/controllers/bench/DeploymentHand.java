package dev.slipway.controllers.bench;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;

/** Plays the Deployment controller of one namespace: whatever is wanted is so at once. */
final class DeploymentHand {
  private final KubernetesClient client;
  private final SharedIndexInformer<Deployment> deployments;

  DeploymentHand(KubernetesClient client, String namespace) {
    this.client = client;
    this.deployments = client.apps().deployments().inNamespace(namespace).inform(new Following());
  }

  void stop() {
    deployments.stop();
  }

  private void follow(Deployment deployment) {
    var generation = deployment.getMetadata().getGeneration();
    if (generation.equals(deployment.getStatus().getObservedGeneration())) {
      return;
    }
    var replicas = deployment.getSpec().getReplicas();
    var status =
        Map.of(
            "observedGeneration", generation,
            "replicas", replicas,
            "updatedReplicas", replicas,
            "readyReplicas", replicas,
            "availableReplicas", replicas);
    client
        .resource(deployment)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(Map.of("status", status)));
  }

  private final class Following implements ResourceEventHandler<Deployment> {
    @Override
    public void onAdd(Deployment deployment) {
      follow(deployment);
    }

    @Override
    public void onUpdate(Deployment before, Deployment deployment) {
      follow(deployment);
    }

    @Override
    public void onDelete(Deployment deployment, boolean finalStateUnknown) {}
  }
}
