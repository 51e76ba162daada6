package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An app of one Deployment, one CronJob and one Service, in any state. */
final class AppFixtures {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final Map<String, String> SELECTOR = Map.of("app", "crm");
  static final Map<String, String> SHUT = Map.of("app", "slipway-closed");
  static final Restore HOLDER = holder("back");
  static final Restore OTHER = holder("other");

  private AppFixtures() {}

  static AppEnvironment environment() {
    var environment =
        SlipwaySerialization.create()
            .unmarshal(
                requireNonNull(AppFixtures.class.getResourceAsStream("crm.yaml")),
                AppEnvironment.class);
    environment.setMetadata(
        new ObjectMetaBuilder().withName("crm").withNamespace("crm-dev").withUid("env").build());
    return environment;
  }

  static Restore holder(String name) {
    var restore = new Restore();
    restore.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("crm-dev")
            .withUid("uid-" + name)
            .build());
    return restore;
  }

  static App app(List<WorkloadSeen> workloads, ServiceSeen... services) {
    return new App(environment(), workloads, List.of(services), Optional.empty());
  }

  /** The same, whose maintenance page is ready. */
  static App withPage(App app) {
    return withPage(app, 1);
  }

  static App withPage(App app, int ready) {
    var page = Page.of(app.environment(), List.of(service(SELECTOR, Map.of())), "slipway:test");
    page.setStatus(new DeploymentStatusBuilder().withReadyReplicas(ready).build());
    return new App(
        app.environment(),
        app.workloads(),
        app.services(),
        app.lock(),
        app.autoscalers(),
        Optional.of(page));
  }

  static RecordedObject recordedDeployment(int replicas) {
    return new RecordedObject(
        "Deployment", "crm", "uid-deployment", replicas, null, null, null, Map.of());
  }

  static RecordedObject recordedCronJob(boolean suspend) {
    return new RecordedObject(
        "CronJob", "crm-import", "uid-cronjob", null, null, null, suspend, Map.of());
  }

  static RecordedObject recordedService() {
    return new RecordedObject("Service", "crm", "uid-service", null, null, null, null, SELECTOR);
  }

  static QuiesceRecord record(RecordedObject... recorded) {
    return new QuiesceRecord(List.of(recorded), NOW);
  }

  /** The words of a mark as it is written; none for null. */
  static Map<String, String> mark(@Nullable HasMetadata holder, RecordedObject before) {
    return holder == null ? Map.of() : Map.of(Labels.QUIESCED, Mark.of(holder, before).json());
  }

  static WorkloadSeen deployment(
      int replicas, int pods, int ready, Map<String, String> annotations) {
    var deployment = bareDeployment(replicas, ready, annotations);
    return WorkloadReading.of(
        deployment, IntStream.range(0, pods).mapToObj(AppFixtures::pod).toList());
  }

  static Deployment bareDeployment(int replicas, int ready, Map<String, String> annotations) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("crm")
        .withNamespace("crm-dev")
        .withUid("uid-deployment")
        .withGeneration(4L)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "crm")
        .addToLabels("version", "2")
        .endMetadata()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(4L)
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }

  static Pod pod(int number) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("crm-" + number)
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }

  static WorkloadSeen cronJob(boolean suspended, int running, Map<String, String> annotations) {
    CronJob cronJob =
        new CronJobBuilder()
            .withNewMetadata()
            .withName("crm-import")
            .withNamespace("crm-dev")
            .withUid("uid-cronjob")
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .withSuspend(suspended)
            .endSpec()
            .build();
    return WorkloadReading.of(
        cronJob,
        IntStream.range(0, running)
            .mapToObj(
                number ->
                    new JobBuilder()
                        .withNewMetadata()
                        .withName("crm-import-" + number)
                        .endMetadata()
                        .build())
            .toList());
  }

  static Service service(Map<String, String> selector, Map<String, String> annotations) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("crm")
        .withNamespace("crm-dev")
        .withUid("uid-service")
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withType("NodePort")
        .withSelector(selector)
        .addNewPort()
        .withPort(80)
        .withNodePort(30080)
        .endPort()
        .endSpec()
        .build();
  }

  /** With the entry that a patch of ours leaves. */
  static <T extends HasMetadata> T touched(T object) {
    object
        .getMetadata()
        .setManagedFields(
            List.of(
                new ManagedFieldsEntryBuilder().withManager("gitops").build(),
                new ManagedFieldsEntryBuilder().withManager("slipway").build()));
    return object;
  }

  static Service shadow() {
    return Shadow.of(service(SELECTOR, Map.of()), SELECTOR, environment());
  }

  /** The part of a merge patch under a name. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> part(Map<String, Object> change, String name) {
    return (Map<String, Object>) requireNonNull(change.get(name), name);
  }

  static ServiceSeen seen(@Nullable Service service, @Nullable Service shadow) {
    return new ServiceSeen("crm", Optional.ofNullable(service), Optional.ofNullable(shadow));
  }
}
