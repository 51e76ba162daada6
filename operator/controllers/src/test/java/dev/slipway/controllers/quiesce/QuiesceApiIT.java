package dev.slipway.controllers.quiesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An app that somebody else applies, closed and opened on a real API server. */
class QuiesceApiIT {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private final QuiesceBench bench = new QuiesceBench();
  private final HasMetadata holder = bench.holder("release");

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anAppComesBackAsItWas() {
    var before = states();
    var record = Recording.of(bench.observe(), NOW);

    closeAndStop(record);
    assertThat(bench.carryOut(app -> Replicas.startOne(app, record, Duration.ZERO)))
        .isInstanceOf(Done.class);
    reopen(record);

    assertThat(states()).isEqualTo(before);
    assertThat(shadows()).isEmpty();
  }

  @Test
  void whileItIsClosedNobodyComesInButByTheShadow() {
    var record = Recording.of(bench.observe(), NOW);

    closeAndStop(record);

    assertThat(service("crm").getSpec().getSelector())
        .isEqualTo(Map.of("app", "slipway-closed", "tier", "slipway-closed"));
    assertThat(service(Doors.shadowOf("crm")).getSpec().getSelector())
        .isEqualTo(Map.of("app", "crm", "tier", "web"));
    assertThat(service("elsewhere").getSpec().getSelector()).isEqualTo(Map.of("app", "elsewhere"));
    assertThat(podsOfTheApp()).isEmpty();
  }

  @Test
  void oneReplicaStaysWhereTheEnvironmentSaysSo() {
    var record = Recording.of(bench.observe(), NOW);

    assertDone(bench.carryOut(app -> Replicas.reduce(app, record, holder, Duration.ZERO)));

    assertThat(replicas("crm")).isEqualTo(1);
    assertThat(replicas("crm-idle")).isZero();
    assertThat(podsOfTheApp()).hasSize(3);
  }

  @Test
  void itsOwnerIsRefusedWhileItIsClosedAndNotAfterwards() {
    var record = Recording.of(bench.observe(), NOW);
    var wanted = manifest(Deployment.class, "crm");
    wanted.getSpec().setReplicas(5);

    closeAndStop(record);
    assertThatThrownBy(() -> bench.applyAsOwner(wanted))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("conflict with \"slipway\"");
    reopen(record);

    assertThatCode(() -> bench.applyAsOwner(wanted)).doesNotThrowAnyException();
    assertThat(replicas("crm")).isEqualTo(5);
  }

  @Test
  void noAutoscalerMovesItWhileItIsClosed() {
    var record = Recording.of(bench.observe(), NOW);

    closeAndStop(record);

    var pinned = manifest(HorizontalPodAutoscaler.class, "crm");
    assertThat(((HorizontalPodAutoscaler) bench.get(pinned)).getSpec())
        .satisfies(spec -> assertThat(spec.getMinReplicas()).isEqualTo(1))
        .satisfies(spec -> assertThat(spec.getMaxReplicas()).isEqualTo(1));
    assertThat(
            bench
                .get(manifest(GenericKubernetesResource.class, "crm-queue"))
                .getMetadata()
                .getAnnotations())
        .containsEntry("autoscaling.keda.sh/paused", "true")
        .doesNotContainKey("autoscaling.keda.sh/paused-replicas")
        .containsKey(Labels.QUIESCED);
  }

  @Test
  void anAutoscalerHasItsWayAgainAsSoonAsItIsLetGo() {
    var record = Recording.of(bench.observe(), NOW);
    closeAndStop(record);
    reopen(record);

    bench.edit(manifest(Deployment.class, "crm"), "{\"spec\": {\"replicas\": 2}}");
    assertDone(bench.carryOut(app -> Replicas.giveBack(app, record, Duration.ZERO)));

    assertThat(replicas("crm")).isEqualTo(2);
  }

  @Test
  void whoScalesItUpAgainIsNamed() {
    var record = Recording.of(bench.observe(), NOW);
    assertDone(bench.carryOut(app -> Replicas.reduce(app, record, holder, Duration.ZERO)));

    bench.edit(manifest(StatefulSet.class, "crm-plain"), "{\"spec\": {\"replicas\": 4}}");

    assertThat(Replicas.reduce(bench.observe(), record, holder, Duration.ZERO))
        .isInstanceOfSatisfying(
            Fail.class,
            fail -> {
              assertThat(fail.reason()).isEqualTo("ScaleContested");
              assertThat(fail.message()).contains("StatefulSet crm-plain", "(fabric8");
            });
  }

  @Test
  void whoLetsAnAutoscalerLooseIsNamed() {
    var record = Recording.of(bench.observe(), NOW);
    assertDone(bench.carryOut(app -> Replicas.reduce(app, record, holder, Duration.ZERO)));

    bench.edit(
        manifest(HorizontalPodAutoscaler.class, "crm"),
        "{\"spec\": {\"minReplicas\": 2, \"maxReplicas\": 5}}");

    assertThat(Replicas.reduce(bench.observe(), record, holder, Duration.ZERO))
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.message()).contains("HorizontalPodAutoscaler crm"));
  }

  @Test
  void usersMeetAMaintenancePageWhileItIsClosed() {
    var record = Recording.of(bench.observe(), NOW);

    closeAndStop(record);

    var page =
        bench
            .client()
            .apps()
            .deployments()
            .inNamespace(bench.namespace())
            .withName("slipway-page-crm")
            .get();
    var pod = page.getSpec().getTemplate();
    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(service("crm").getSpec().getSelector());
    assertThat(pod.getSpec().getContainers().getFirst().getArgs())
        .contains("page", "--port=8080", "--port=9090", "--port=5672");
    reopen(record);
    assertThat(bench.client().resource(page).get()).isNull();
  }

  @Test
  void aRunWhoseUndoWasLostIsUndoneByTheNext() {
    var before = states();
    closeAndStop(Recording.of(bench.observe(), NOW));

    var next = bench.holder("next");
    var record = Recording.of(bench.observe(), NOW);
    closeAndStop(record, next);
    reopen(record);

    assertThat(states()).isEqualTo(before);
  }

  @Test
  void aServiceThatSomebodyOpensAgainEndsTheClosing() {
    var record = Recording.of(bench.observe(), NOW);
    closeAndStop(record);

    bench.edit(
        manifest(Service.class, "crm"),
        "{\"spec\": {\"selector\": {\"app\": \"crm\", \"tier\": \"web\"}}}");

    assertThat(bench.carryOut(app -> Doors.close(app, record, closing(holder))))
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.reason()).isEqualTo("TrafficContested"));
  }

  @Test
  void aServiceThatSomebodySentElsewhereStaysThere() {
    var record = Recording.of(bench.observe(), NOW);
    closeAndStop(record);

    bench.edit(
        manifest(Service.class, "crm"),
        "{\"spec\": {\"selector\": {\"app\": \"new\", \"tier\": null}}}");
    var opened = bench.carryOut(app -> Doors.open(app, record));

    assertThat(opened)
        .isInstanceOfSatisfying(
            Done.class, done -> assertThat(done.note()).contains("Service crm was changed"));
    assertThat(service("crm").getSpec().getSelector()).isEqualTo(Map.of("app", "new"));
    assertThat(service("crm").getMetadata().getAnnotations()).doesNotContainKey(Labels.QUIESCED);
  }

  @Test
  void aServiceThatWasMadeAnewIsAnother() {
    var record = Recording.of(bench.observe(), NOW);
    closeAndStop(record);

    var manifest = manifest(Service.class, "crm");
    bench.client().resource(bench.get(manifest)).delete();
    bench.applyAsOwner(manifest);
    var opened = bench.carryOut(app -> Doors.open(app, record));

    assertThat(((Done) opened).note()).contains("Service crm is gone, or is another one");
    assertThat(shadows()).isEmpty();
  }

  @Test
  void oneHoldsTheEnvironmentAtATime() {
    var other = bench.holder("other");

    assertThat(bench.carryOut(app -> EnvironmentLock.take(app, holder))).isInstanceOf(Done.class);
    assertThat(EnvironmentLock.take(bench.observe(), other))
        .isEqualTo(
            new Wait("ConfigMap release, which holds this environment", Duration.ofSeconds(5)));
    assertThat(bench.carryOut(app -> EnvironmentLock.giveBack(app, other)))
        .isInstanceOf(NotNeeded.class);
    assertDone(bench.carryOut(app -> EnvironmentLock.giveBack(app, holder)));
    assertThat(bench.carryOut(app -> EnvironmentLock.take(app, other))).isInstanceOf(Done.class);
  }

  private void closeAndStop(QuiesceRecord record) {
    closeAndStop(record, holder);
  }

  private void closeAndStop(QuiesceRecord record, HasMetadata by) {
    assertDone(bench.carryOut(app -> Doors.close(app, record, closing(by))));
    assertDone(bench.carryOut(app -> Replicas.reduce(app, record, by, Duration.ZERO)));
    assertDone(bench.carryOut(app -> Replicas.stop(app, record, by, Duration.ZERO)));
  }

  private static Closing closing(HasMetadata by) {
    return new Closing(by, "slipway:test", Duration.ZERO);
  }

  private void reopen(QuiesceRecord record) {
    assertDone(bench.carryOut(app -> Replicas.giveBack(app, record, Duration.ZERO)));
    assertDone(bench.carryOut(app -> Doors.open(app, record)));
  }

  private List<Pod> podsOfTheApp() {
    return bench
        .client()
        .pods()
        .inNamespace(bench.namespace())
        .withoutLabel(Labels.PAGE_OF)
        .list()
        .getItems();
  }

  private static void assertDone(StepResult result) {
    assertThat(result).isInstanceOf(Done.class);
  }

  /** Spec and annotations of everything that the app consists of, as the API server has it. */
  private Map<String, List<Object>> states() {
    var states = new HashMap<String, List<Object>>();
    for (var manifest : bench.manifests()) {
      var object = bench.get(manifest);
      states.put(
          object.getKind() + " " + object.getMetadata().getName(),
          List.of(spec(object), object.getMetadata().getAnnotations()));
    }
    return states;
  }

  private static Object spec(HasMetadata object) {
    return switch (object) {
      case Deployment it -> it.getSpec();
      case StatefulSet it -> it.getSpec();
      case CronJob it -> it.getSpec();
      case Service it -> it.getSpec();
      case HorizontalPodAutoscaler it -> it.getSpec();
      case GenericKubernetesResource it -> it.get("spec");
      default -> throw new IllegalArgumentException(object.getKind());
    };
  }

  private List<Service> shadows() {
    return bench
        .client()
        .services()
        .inNamespace(bench.namespace())
        .withLabel(Labels.SHADOW_OF)
        .list()
        .getItems();
  }

  private Service service(String name) {
    return bench.client().services().inNamespace(bench.namespace()).withName(name).get();
  }

  private int replicas(String deployment) {
    return bench
        .client()
        .apps()
        .deployments()
        .inNamespace(bench.namespace())
        .withName(deployment)
        .get()
        .getSpec()
        .getReplicas();
  }

  private <T extends HasMetadata> T manifest(Class<T> kind, String name) {
    return bench.manifests().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(it -> it.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
