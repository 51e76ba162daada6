package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.WorkOrder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Job that carries out one order, and the ConfigMap that holds the order. Named by environment,
 * step and attempt: made twice, it is the same Job.
 */
public record WorkerJob(
    AppEnvironment environment,
    WorkOrder order,
    List<SecretMount> secrets,
    String image,
    Duration deadline) {
  private static final int KEPT_SECONDS = 3600;

  public String name() {
    var step = order.step();
    var uid = environment.getMetadata().getUid();
    return String.join(
        "-",
        "slipway",
        uid.substring(0, 8),
        step.step().toLowerCase(Locale.ROOT),
        String.valueOf(step.attempt()));
  }

  /** In the order in which they have to be applied. */
  public List<HasMetadata> objects() {
    return List.of(configMap(), job());
  }

  /**
   * It outlives its Job, which is collected after a while, and whose number may then come again.
   */
  private ConfigMap configMap() {
    return new ConfigMapBuilder()
        .withMetadata(metadata())
        .withData(Map.of(WorkerPod.ORDER_KEY, OrderJson.write(order)))
        .build();
  }

  private Job job() {
    return new JobBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withBackoffLimit(0)
        .withPodReplacementPolicy("Failed")
        .withActiveDeadlineSeconds(deadline.toSeconds())
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .withTemplate(new WorkerPod(environment, secrets, workerImage(), name()).template(labels()))
        .endSpec()
        .build();
  }

  private String workerImage() {
    var worker = environment.getSpec().worker();
    return worker == null ? image : requireNonNullElse(worker.image(), image);
  }

  private ObjectMeta metadata() {
    return new ObjectMetaBuilder()
        .withName(name())
        .withNamespace(environment.getMetadata().getNamespace())
        .withLabels(labels())
        .withOwnerReferences(owner())
        .build();
  }

  private Map<String, String> labels() {
    return Map.of(
        "app.kubernetes.io/managed-by",
        "slipway",
        Labels.ENVIRONMENT_UID,
        environment.getMetadata().getUid(),
        Labels.STEP,
        order.step().step(),
        Labels.ATTEMPT,
        String.valueOf(order.step().attempt()),
        Labels.GENERATION,
        String.valueOf(environment.getMetadata().getGeneration()));
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(environment.getApiVersion())
        .withKind(environment.getKind())
        .withName(environment.getMetadata().getName())
        .withUid(environment.getMetadata().getUid())
        .withController(true)
        .build();
  }
}
