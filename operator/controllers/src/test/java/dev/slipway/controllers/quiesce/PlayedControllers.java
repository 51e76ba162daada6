package dev.slipway.controllers.quiesce;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Does what the controllers of a cluster do: as many pods as are wanted, all of them ready. */
final class PlayedControllers {
  private final KubernetesClient client;
  private final String namespace;

  PlayedControllers(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  void play() {
    client.apps().deployments().inNamespace(namespace).list().getItems().forEach(this::play);
    client.apps().statefulSets().inNamespace(namespace).list().getItems().forEach(this::play);
  }

  private void play(Deployment deployment) {
    int replicas = deployment.getSpec().getReplicas();
    makePods(deployment, deployment.getSpec().getTemplate(), replicas);
    deployment.setStatus(
        new DeploymentStatusBuilder()
            .withReplicas(replicas)
            .withReadyReplicas(replicas)
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .build());
    client.resource(deployment).updateStatus();
  }

  private void play(StatefulSet set) {
    int replicas = set.getSpec().getReplicas();
    makePods(set, set.getSpec().getTemplate(), replicas);
    set.setStatus(
        new StatefulSetStatusBuilder()
            .withReplicas(replicas)
            .withReadyReplicas(replicas)
            .withObservedGeneration(set.getMetadata().getGeneration())
            .build());
    client.resource(set).updateStatus();
  }

  private void makePods(HasMetadata workload, PodTemplateSpec template, int wanted) {
    var pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabels(template.getMetadata().getLabels())
            .list()
            .getItems();
    pods.stream().skip(wanted).forEach(pod -> client.resource(pod).delete());
    for (int number = pods.size(); number < wanted; number++) {
      client
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withGenerateName(workload.getMetadata().getName() + "-")
                  .withNamespace(namespace)
                  .withLabels(template.getMetadata().getLabels())
                  .endMetadata()
                  .withSpec(template.getSpec())
                  .build())
          .create();
    }
  }
}
