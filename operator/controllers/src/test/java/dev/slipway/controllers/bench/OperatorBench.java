package dev.slipway.controllers.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A whole operator on a real API server with the rights that the chart gives it, a namespace of its
 * own, and a hand for whom nobody plays there: the kubelet, the workers, the Deployment controller.
 */
public final class OperatorBench {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(MigrationPlan.class, Restore.class, Backup.class, AppEnvironment.class);

  private final KubernetesClient client = RunningOperator.admin();
  private final KubernetesClient operatorsClient = RunningOperator.client();
  private final String namespace = KubeApi.shared().namespace();
  private final WorkerHand workers;
  private final List<DeploymentHand> deployments = new ArrayList<>();
  private final List<RecordHand> records = new ArrayList<>();
  private final RunningOperator operator;

  public OperatorBench() {
    this(client -> RunningOperator.start(client, null));
    records.add(new RecordHand(client, namespace, workers));
  }

  private OperatorBench(Function<KubernetesClient, RunningOperator> operator) {
    this.workers = new WorkerHand(client, namespace);
    this.operator = operator.apply(operatorsClient);
  }

  /** Not the whole operator but one kind's part, where the test plays the parts of the others. */
  public static OperatorBench withOnly(Function<KubernetesClient, Reconciler<?>> reconciler) {
    return new OperatorBench(client -> RunningOperator.startOnly(client, reconciler.apply(client)));
  }

  public KubernetesClient client() {
    return client;
  }

  public String namespace() {
    return namespace;
  }

  public <T extends HasMetadata> T create(T object) {
    return client.resource(object).inNamespace(namespace).create();
  }

  public <T extends HasMetadata> T get(T object) {
    return client.resource(object).get();
  }

  public <T extends HasMetadata> T edit(T object, String mergePatch) {
    return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Writes a status in somebody else's name. */
  public <S, T extends CustomResource<?, S>> T setStatus(T object, S status) {
    var now = get(object);
    now.setStatus(status);
    return client.resource(now).updateStatus();
  }

  /** What the environment {@link Crm} refers to: a Deployment with a claim, and a Service. */
  public void createApp() {
    Crm.objects().forEach(this::create);
  }

  /** From now on every Deployment has as many replicas, all of them ready, as it wants. */
  public void playDeployments() {
    deployments.add(new DeploymentHand(client, namespace));
  }

  /** From now on nobody plays those who keep what became of releases. */
  public void leaveRecords() {
    records.forEach(RecordHand::stop);
    records.clear();
  }

  /**
   * @param run the uid of the object that wants it, with its nonce's digest where it has one
   */
  public Job awaitJob(String run, String step, int attempt) {
    return workers.awaitJob(run, step, attempt);
  }

  /** Lets the worker of an attempt end with this report, once its Job is there. */
  public void endWorker(String run, String step, int attempt, WorkReport report) {
    workers.end(awaitJob(run, step, attempt), report);
  }

  /** Lets the worker of an attempt vanish without a word, once its Job is there. */
  public void loseWorker(String run, String step, int attempt) {
    workers.lose(awaitJob(run, step, attempt));
  }

  /** Lets the pod of an attempt wait for something, in the kubelet's words. */
  public void blockWorker(String run, String step, int attempt, String reason, String message) {
    workers.block(awaitJob(run, step, attempt), reason, message);
  }

  /** All that were made for a run. */
  public List<Job> jobs(String run) {
    return client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace())
        .withLabel(Labels.RUN, run)
        .list()
        .getItems();
  }

  /** Lets a Job succeed that is a check of the app's own. */
  public void complete(Job check) {
    new JobHand(client()).complete(check);
  }

  /** The Job that a run has had made of a CronJob of the app's own. */
  public Job awaitCheck(String run) {
    var jobs =
        client().batch().v1().jobs().inNamespace(namespace()).withLabel(Labels.CHECKS_RUN, run);
    Await.until("the Job of a check", LIMIT, () -> !jobs.list().getItems().isEmpty());
    return jobs.list().getItems().getFirst();
  }

  /** A condition that speaks of the newest generation. */
  public Condition await(HasMetadata object, String type, ConditionStatus status) {
    Await.until(
        type + " to be " + status + " at the newest generation",
        LIMIT,
        () -> condition(object, type, status).isPresent());
    return condition(object, type, status).orElseThrow();
  }

  /**
   * @param phase as users read it
   */
  public <T extends HasMetadata> T awaitPhase(T object, String phase) {
    Await.until(
        "phase " + phase, LIMIT, () -> json(object).at("/status/phase").asText().equals(phase));
    return get(object);
  }

  /** Lets the node of an attempt's worker go silent two minutes ago. */
  public void silenceNode(String run, String step, int attempt) {
    workers.silence(awaitJob(run, step, attempt));
  }

  /** Ends the operator alone: what it was at stays as it is. */
  public void stopOperator() throws InterruptedException {
    operator.stop();
  }

  public void stop() throws InterruptedException {
    operator.stop();
    leaveRecords();
    deployments.forEach(DeploymentHand::stop);
    // the operator of the next bench sees all namespaces
    KINDS.forEach(this::forget);
    client.close();
    operatorsClient.close();
  }

  private <T extends HasMetadata> void forget(Class<T> kind) {
    for (var object : client.resources(kind).inAnyNamespace().list().getItems()) {
      edit(object, "{\"metadata\": {\"finalizers\": null}}");
      client.resource(object).delete();
    }
  }

  private Optional<Condition> condition(HasMetadata object, String type, ConditionStatus status) {
    var now = json(object);
    var conditions =
        client
            .getKubernetesSerialization()
            .convertValue(now.at("/status/conditions"), Condition[].class);
    return Arrays.stream(conditions == null ? new Condition[0] : conditions)
        .filter(condition -> condition.type().equals(type) && condition.status() == status)
        .filter(
            condition ->
                Long.valueOf(now.at("/metadata/generation").asLong())
                    .equals(condition.observedGeneration()))
        .findFirst();
  }

  private JsonNode json(HasMetadata object) {
    return client.getKubernetesSerialization().convertValue(get(object), JsonNode.class);
  }
}
