package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.restore.RestoreSpec;
import dev.slipway.api.restore.RestoreStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedContentTest {
  /** What is either unchangeable, or a place for what the type's own arguments say. */
  private static final Set<Class<?>> HARMLESS =
      Set.of(
          String.class,
          Boolean.class,
          boolean.class,
          Integer.class,
          int.class,
          Long.class,
          long.class,
          Double.class,
          Instant.class,
          // could be changed, and nobody but a reader of YAML has a reason to
          Quantity.class,
          List.class,
          Map.class);

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final SharedContent cloner = new SharedContent(client);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whatIsDoneToACopyLeavesTheObjectAlone() {
    var object = client.getKubernetesSerialization().unmarshal(yaml(), AppEnvironment.class);
    var before = client.getKubernetesSerialization().asYaml(object);

    var copy = cloner.clone(object);

    assertThat(client.getKubernetesSerialization().asYaml(copy)).isEqualTo(before);
    copy.setStatus(null);
    copy.getMetadata().getFinalizers().add("another");
    copy.getMetadata().getLabels().put("another", "label");
    copy.getMetadata().getAnnotations().clear();
    copy.getMetadata().getOwnerReferences().clear();
    assertThat(client.getKubernetesSerialization().asYaml(object)).isEqualTo(before);
  }

  @Test
  void copiesOfOtherKindsShareNothing() {
    var object =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("crm")
            .endMetadata()
            .addToData("a", "1")
            .build();

    ConfigMap copy = cloner.clone(object);
    copy.getData().put("a", "2");

    assertThat(object.getData()).containsEntry("a", "1");
  }

  @Test
  void nobodyCanChangeWhatIsShared() {
    var seen = new HashSet<Class<?>>();
    Stream.of(
            AppEnvironmentSpec.class,
            AppEnvironmentStatus.class,
            MigrationPlanSpec.class,
            MigrationPlanStatus.class,
            BackupSpec.class,
            BackupStatus.class,
            RestoreSpec.class,
            RestoreStatus.class)
        .forEach(it -> collect(it, seen));

    assertThat(seen).hasSizeGreaterThan(60);
    assertThat(seen)
        .filteredOn(it -> !it.isRecord() && !it.isEnum() && !HARMLESS.contains(it))
        .isEmpty();
  }

  private static void collect(Type type, Set<Class<?>> seen) {
    switch (type) {
      case ParameterizedType generic -> {
        collect(generic.getRawType(), seen);
        Stream.of(generic.getActualTypeArguments()).forEach(it -> collect(it, seen));
      }
      case Class<?> plain when seen.add(plain) && plain.isRecord() ->
          Stream.of(plain.getRecordComponents())
              .map(RecordComponent::getGenericType)
              .forEach(it -> collect(it, seen));
      default -> {}
    }
  }

  private static String yaml() {
    return """
    apiVersion: slipway.dev/v1alpha1
    kind: AppEnvironment
    metadata:
      name: crm
      namespace: crm-prod
      uid: abc
      resourceVersion: "7"
      generation: 3
      labels: {team: crm}
      annotations: {slipway.dev/observe: now}
      finalizers: [slipway.dev/app]
      ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: def}]
    spec:
      app: crm
      stage: Production
      workloads: [{kind: Deployment, name: crm}]
    status:
      observedGeneration: 3
      facts: {serverVersion: "17.11"}
    """;
  }
}
