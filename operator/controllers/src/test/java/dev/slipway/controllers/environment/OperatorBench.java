package dev.slipway.controllers.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.OperatorSettings;
import dev.slipway.controllers.SlipwayOperator;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole operator on a real API server, in a namespace of its own, and a hand for its pods. */
final class OperatorBench {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(KubeApi.shared().admin().getConfiguration())
          .withKubernetesSerialization(SlipwaySerialization.create())
          .build();
  private final String namespace = KubeApi.shared().namespace();
  private final SlipwayOperator operator =
      new SlipwayOperator(client, new OperatorSettings("slipway:test", null), Clock.systemUTC());
  private final Thread running = Thread.ofVirtual().start(this::runOperator);

  AppEnvironment create(AppEnvironment environment) {
    return client.resource(environment).inNamespace(namespace).create();
  }

  AppEnvironment get(AppEnvironment environment) {
    return client.resource(environment).get();
  }

  void edit(AppEnvironment environment, String mergePatch) {
    client.resource(environment).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** What the environment refers to. */
  void createApp() {
    var labels = Map.of("app", "crm");
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("crm")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage("app")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .inNamespace(namespace)
        .create();
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("crm")
                .endMetadata()
                .withNewSpec()
                .withSelector(labels)
                .addNewPort()
                .withPort(8080)
                .endPort()
                .endSpec()
                .build())
        .inNamespace(namespace)
        .create();
  }

  /** Lets the worker of an attempt end with this report, once its Job is there. */
  void endWorker(AppEnvironment environment, int attempt, WorkReport report) {
    Await.until("attempt " + attempt, LIMIT, () -> job(environment, attempt).isPresent());
    var pod = client.resource(podOf(job(environment, attempt).orElseThrow())).create();
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Succeeded")
            .addNewContainerStatus()
            .withName("worker")
            .withImage("slipway:test")
            .withImageID("slipway:test")
            .withReady(false)
            .withRestartCount(0)
            .withNewState()
            .withNewTerminated()
            .withExitCode(0)
            .withFinishedAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .withMessage(new String(ReportJson.write(report), UTF_8))
            .endTerminated()
            .endState()
            .endContainerStatus()
            .build());
    client.resource(pod).updateStatus();
  }

  Condition await(AppEnvironment environment, String type, ConditionStatus status) {
    Await.until(
        type + " to be " + status + " at the newest generation",
        LIMIT,
        () -> condition(environment, type, status).isPresent());
    return condition(environment, type, status).orElseThrow();
  }

  void stop() throws InterruptedException {
    operator.stop();
    running.join();
    client.close();
  }

  private void runOperator() {
    try {
      operator.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Condition> condition(
      AppEnvironment environment, String type, ConditionStatus status) {
    var now = get(environment);
    var conditions = now.getStatus() == null ? List.<Condition>of() : now.getStatus().conditions();
    return conditions.stream()
        .filter(condition -> condition.type().equals(type) && condition.status() == status)
        .filter(
            condition -> now.getMetadata().getGeneration().equals(condition.observedGeneration()))
        .findFirst();
  }

  private Optional<Job> job(AppEnvironment environment, int attempt) {
    var labels =
        Map.of(
            Labels.RUN, environment.getMetadata().getUid(),
            Labels.ATTEMPT, String.valueOf(attempt));
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabels(labels)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  private static Pod podOf(Job job) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName())
        .withNamespace(job.getMetadata().getNamespace())
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .addToLabels("job-name", job.getMetadata().getName())
        .endMetadata()
        .withSpec(job.getSpec().getTemplate().getSpec())
        .build();
  }
}
