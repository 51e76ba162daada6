package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.RunAs;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.WorkOrder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Job that carries out one order, and the ConfigMap that holds the order. Named by run, step
 * and attempt: made twice, it is the same Job.
 *
 * @param environment in whose namespace and with whose Secrets it runs
 * @param generation of the object that wants it
 * @param image unless the environment names another
 * @param runAs who can read the claims, unless the environment names another; absent where it does
 *     not matter
 * @param node the only one where the claims can be mounted; absent where any will do
 * @param basis what it is told of what people may still change, as a few digits
 */
public record WorkerJob(
    AppEnvironment environment,
    long generation,
    WorkOrder order,
    List<SecretMount> secrets,
    List<ClaimMount> claims,
    String image,
    Duration deadline,
    @Nullable RunAs runAs,
    @Nullable String node,
    @Nullable String basis) {
  private static final int KEPT_SECONDS = 3600;

  /** For work that touches no files of the app. */
  public WorkerJob(
      AppEnvironment environment,
      long generation,
      WorkOrder order,
      List<SecretMount> secrets,
      List<ClaimMount> claims,
      String image,
      Duration deadline) {
    this(environment, generation, order, secrets, claims, image, deadline, null);
  }

  /** For work that any node can do. */
  public WorkerJob(
      AppEnvironment environment,
      long generation,
      WorkOrder order,
      List<SecretMount> secrets,
      List<ClaimMount> claims,
      String image,
      Duration deadline,
      @Nullable RunAs runAs) {
    this(environment, generation, order, secrets, claims, image, deadline, runAs, null, null);
  }

  public WorkerJob withBasis(@Nullable String other) {
    return new WorkerJob(
        environment, generation, order, secrets, claims, image, deadline, runAs, node, other);
  }

  public String name() {
    var step = order.step();
    return String.join(
        "-",
        "slipway",
        new RunId(step.run()).inShort(),
        step.step().toLowerCase(Locale.ROOT),
        String.valueOf(step.attempt()));
  }

  /** It goes with its Job. */
  ConfigMap configMap(OwnerReference owner) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(owner))
        .withData(Map.of(WorkerPod.ORDER_KEY, OrderJson.write(order)))
        .build();
  }

  /** The ConfigMap is there before its Job, so that the pod need not wait for it. */
  ConfigMap configMap() {
    return configMap(Owner.inControl(environment));
  }

  Job job() {
    return new JobBuilder()
        .withMetadata(metadata(Owner.inControl(environment)))
        .editMetadata()
        .addToLabels(hasOwnImage() ? Map.of(Labels.OWN_IMAGE, "true") : Map.of())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withPodReplacementPolicy("Failed")
        .withActiveDeadlineSeconds(deadline.toSeconds())
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .withPodFailurePolicy(rememberTheEnd())
        .withTemplate(
            new WorkerPod(environment, secrets, claims, workerImage(), name(), runAs, node)
                .template(labels()))
        .endSpec()
        .build();
  }

  /** The Job ends with its pod anyway; so it also keeps why, when the pod is gone. */
  private static PodFailurePolicy rememberTheEnd() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withOperator("NotIn")
        .withValues(0)
        .endOnExitCodes()
        .endRule()
        .build();
  }

  private String workerImage() {
    var worker = environment.getSpec().worker();
    return worker == null ? image : requireNonNullElse(worker.image(), image);
  }

  private boolean hasOwnImage() {
    var worker = environment.getSpec().worker();
    return worker != null && worker.image() != null;
  }

  private ObjectMeta metadata(OwnerReference owner) {
    return new ObjectMetaBuilder()
        .withName(name())
        .withNamespace(environment.getMetadata().getNamespace())
        .withLabels(labels())
        .withOwnerReferences(owner)
        .build();
  }

  private Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    labels.put("app.kubernetes.io/managed-by", "slipway");
    labels.put(Labels.RUN, order.step().run());
    labels.put(Labels.STEP, order.step().step());
    labels.put(Labels.ATTEMPT, String.valueOf(order.step().attempt()));
    labels.put(Labels.GENERATION, String.valueOf(generation));
    labels.put(
        Labels.ENVIRONMENT_GENERATION, String.valueOf(environment.getMetadata().getGeneration()));
    if (basis != null) {
      labels.put(Labels.BASIS, basis);
    }
    return labels;
  }
}
