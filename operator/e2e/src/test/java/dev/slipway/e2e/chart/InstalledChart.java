package dev.slipway.e2e.chart;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.Chart;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An API server of its own with the chart, which may work in one namespace. */
final class InstalledChart {
  static final String GRANTED = "crm-prod";
  static final String DEVELOPMENT = "crm-dev";
  static final String OTHER = "elsewhere";
  static final String GITOPS = "system:serviceaccount:argocd:argocd-application-controller";

  static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String NOT_READY = "failed to configure policy";
  private static @Nullable InstalledChart shared;

  private final KubeApi kube = KubeApi.start();
  private final Chart chart = new Chart(kube);

  private InstalledChart() {
    for (var name : new String[] {GRANTED, DEVELOPMENT, OTHER}) {
      var wish = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
      admin().resource(wish).create();
    }
    install();
  }

  /** Once more it changes nothing. Gives back what helm says. */
  String install() {
    return install("test");
  }

  String install(String version) {
    return chart.install(values(version));
  }

  /** Another chart in the place of the repository's. */
  void install(Path other) {
    chart.install(other, values("test"));
  }

  private static String[] values(String version) {
    return new String[] {
      "grant.namespaces={" + GRANTED + "}",
      "image.repository=slipway",
      "image.tag=" + version,
      "gitops.controllers={" + GITOPS + "}"
    };
  }

  static synchronized InstalledChart shared() {
    if (shared == null) {
      shared = new InstalledChart();
    }
    return shared;
  }

  KubeApi kube() {
    return kube;
  }

  Chart chart() {
    return chart;
  }

  KubernetesClient admin() {
    return kube.admin();
  }

  KubernetesClient operator() {
    return as(Chart.OPERATOR);
  }

  /** Somebody with a name, and with no groups but that of all who have one. */
  KubernetesClient as(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(admin().getConfiguration()).withImpersonateUsername(user).build())
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }

  AppEnvironment environment(String namespace) {
    return admin().resources(AppEnvironment.class).inNamespace(namespace).withName("crm").require();
  }

  /** For the next test. */
  void clear(String namespace) {
    forget(AppEnvironment.class, namespace);
    forget(MigrationPlan.class, namespace);
    forget(Restore.class, namespace);
    forget(Deployment.class, namespace);
    forget(HorizontalPodAutoscaler.class, namespace);
    forget(CronJob.class, namespace);
    forget(Service.class, namespace);
    forget(Job.class, namespace);
  }

  private <T extends HasMetadata> void forget(Class<T> kind, String namespace) {
    for (var object : admin().resources(kind).inNamespace(namespace).list().getItems()) {
      admin()
          .resource(object)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
      admin().resource(object).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }
  }

  /** What it says to a patch; one that slips through before a policy works changes nothing. */
  static String refusalOf(KubernetesClient client, HasMetadata object, String patch) {
    return refusalOf(
        () -> client.resource(object).dryRun().patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  /** What the API server says to a call that it has to refuse; a policy takes a moment to work. */
  static String refusalOf(Runnable call) {
    var words = new AtomicReference<>(Optional.<String>empty());
    Await.until(
        "a refusal",
        LIMIT,
        () -> {
          words.set(refusal(call));
          return words.get().isPresent();
        });
    return words.get().orElseThrow();
  }

  static boolean isTaken(Runnable call) {
    return refusal(call).isEmpty();
  }

  /** Nothing where the API server has not yet taken in that there are our kinds and policies. */
  private static Optional<String> refusal(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(String.valueOf(e.getMessage())).filter(it -> !it.contains(NOT_READY));
    }
  }
}
