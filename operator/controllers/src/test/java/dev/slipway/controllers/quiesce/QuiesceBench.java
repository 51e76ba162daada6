package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** An app on a real API server, applied by somebody else; the bench plays its controllers. */
final class QuiesceBench implements AutoCloseable {
  private static final int MANY = 200;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(KubeApi.shared().admin().getConfiguration())
          .withKubernetesSerialization(SlipwaySerialization.create())
          .build();
  private final String namespace = KubeApi.shared().namespace();
  private final Actions actions = new Actions(client);
  private final AppObserver observer = new AppObserver(client);
  private final PlayedControllers controllers = new PlayedControllers(client, namespace);
  private final List<HasMetadata> manifests = client.load(file("app.yaml")).items();
  private final AppEnvironment environment = environment();

  QuiesceBench() {
    installKeda();
    manifests.forEach(this::applyAsOwner);
    controllers.play();
  }

  /** The kind alone: nobody plays its controller. */
  private void installKeda() {
    var keda = client.load(file("keda.yaml")).serverSideApply().getFirst();
    Await.until("KEDA's kind to be served", LIMIT, () -> isServed(keda.getMetadata().getName()));
  }

  /** Conditions are null at first. */
  private boolean isServed(String kind) {
    var stored =
        client.apiextensions().v1().customResourceDefinitions().withName(kind).get().getStatus();
    return stored != null
        && requireNonNullElse(stored.getConditions(), List.<CustomResourceDefinitionCondition>of())
            .stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  /** Some object that a lock and marks can name; the API server looks at no owner. */
  ConfigMap holder(String name) {
    return client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  List<HasMetadata> manifests() {
    return manifests;
  }

  App observe() {
    return observer.observe(client.resource(environment).get());
  }

  /** As kubectl apply --server-side does: refused where another manager's field is at stake. */
  void applyAsOwner(HasMetadata manifest) {
    client.resource(manifest).inNamespace(namespace).fieldManager("gitops").serverSideApply();
  }

  HasMetadata get(HasMetadata manifest) {
    return requireNonNull(client.resource(manifest).inNamespace(namespace).get());
  }

  void edit(HasMetadata manifest, String mergePatch) {
    client
        .resource(manifest)
        .inNamespace(namespace)
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Until it is settled. */
  StepResult carryOut(Function<App, StepResult> move) {
    for (int passes = 0; passes < MANY; passes++) {
      var result = move.apply(observe());
      switch (result) {
        case Act(var action, _) -> perform(action);
        case Wait _ -> controllers.play();
        default -> {
          return result;
        }
      }
    }
    throw new IllegalStateException("the move does not come to an end");
  }

  /** Twice, as by an operator that died before it could note that it had. */
  private void perform(Action action) {
    actions.perform(action);
    try {
      actions.perform(action);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private AppEnvironment environment() {
    var manifest =
        client.getKubernetesSerialization().unmarshal(file("crm.yaml"), AppEnvironment.class);
    return client.resource(manifest).inNamespace(namespace).create();
  }

  private static InputStream file(String name) {
    return requireNonNull(QuiesceBench.class.getResourceAsStream(name));
  }
}
