package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore beside on a real API server: validated there, switched to when told, and back. */
class RestoreBesideApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench =
      OperatorBench.withOnly(
          client -> new RestoreReconciler(client, "slipway:test", Clock.systemUTC()));

  @BeforeEach
  void createEnvironments() {
    bench.createApp();
    createCopy();
    bench.playDeployments();
    ready(Crm.environment());
    ready(copy());
    var backup = RestoreFixtures.read("backup.yaml", Backup.class);
    var status = backup.getStatus();
    backup.getMetadata().setNamespace(null);
    backup.setStatus(null);
    bench.setStatus(bench.create(backup), status);
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void sendsUsersToTheCopyOnlyWhenToldAndBack() {
    var before = service("crm");
    var restore = completed("Never");
    assertThat(service("crm").getSpec()).isEqualTo(before.getSpec());
    assertThat(deployment("crm").getSpec().getReplicas()).isEqualTo(2);
    assertThat(deployment("crm-copy").getSpec().getReplicas()).isEqualTo(1);

    bench.edit(restore, when("AfterValidation"));
    awaitSwitched(restore, ConditionStatus.TRUE);
    assertThat(service("crm").getSpec().getSelector())
        .containsExactly(Map.entry("app", "crm-copy"));
    assertThat(service("crm").getMetadata().getAnnotations()).containsKey(Labels.SWITCHED);

    bench.edit(restore, when("Back"));
    awaitSwitched(restore, ConditionStatus.FALSE);
    assertThat(service("crm").getSpec()).isEqualTo(before.getSpec());
    assertThat(service("crm").getMetadata().getAnnotations())
        .isEqualTo(before.getMetadata().getAnnotations());
    assertThat(service("crm").getMetadata().getManagedFields())
        .extracting(it -> it.getManager())
        .containsExactlyElementsOf(
            before.getMetadata().getManagedFields().stream().map(it -> it.getManager()).toList());
    assertThat(bench.get(restore).getStatus().finishedAt())
        .isEqualTo(restore.getStatus().finishedAt());
    assertThat(Conditions.holds(bench.get(restore).getStatus().conditions(), "Complete")).isTrue();
  }

  @Test
  void leavesAServiceAloneThatSomebodyElseHasSet() {
    var restore = completed("AfterValidation");
    awaitSwitched(restore, ConditionStatus.TRUE);

    bench.edit(service("crm"), "{\"spec\": {\"selector\": {\"app\": \"third\"}}}");
    bench.edit(restore, when("Back"));

    assertThat(bench.await(restore, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("TrafficContested");
    assertThat(service("crm").getSpec().getSelector()).containsEntry("app", "third");

    bench.edit(service("crm"), "{\"spec\": {\"selector\": {\"app\": \"crm-copy\"}}}");
    awaitSwitched(restore, ConditionStatus.FALSE);
    assertThat(service("crm").getSpec().getSelector()).containsEntry("app", "crm");
  }

  @Test
  void isRunAgainOnceForEachNonce() {
    var restore = completed("Never");

    bench.edit(restore, "{\"spec\": {\"runNonce\": \"again\"}}");
    var run = Runs.idOf(withNonce(restore)).value();
    runThrough(run);
    Await.until(
        "the second run to end", LIMIT, () -> bench.get(restore).getStatus().runs().size() == 2);
    bench.edit(restore, "{\"metadata\": {\"labels\": {\"touched\": \"yes\"}}}");

    var status = bench.awaitPhase(restore, "Complete").getStatus();
    assertThat(status.runs()).extracting(it -> it.nonce()).containsExactly("", "again");
    assertThat(status.runs()).extracting(it -> it.outcome()).containsOnly("Complete");
    var effective = requireNonNull(status.effective());
    assertThat(effective.runNonce()).isEqualTo("again");
    assertThat(effective.appVersion()).isEqualTo("2.2.15");
  }

  private Restore completed(String when) {
    var restore = bench.create(restore(when));
    runThrough(restore.getMetadata().getUid());
    return bench.awaitPhase(restore, "Complete");
  }

  private void runThrough(String run) {
    var restored = new Restored("crm/uid/1", 42, "2.2.15", List.of());
    end(run, "CheckBackup", restored);
    end(run, "RaiseFence", new Fenced(true, 0));
    end(run, "RestoreData", restored);
    end(run, "LowerFence", new Fenced(false, 0));
    end(run, "CheckHealth", new Checked(List.of()));
  }

  private void end(String run, String step, WorkResult result) {
    bench.endWorker(run, step, 1, WorkReport.done("done", result));
  }

  private void awaitSwitched(Restore restore, ConditionStatus status) {
    bench.await(restore, Traffic.SWITCHED, status);
    bench.awaitPhase(restore, "Complete");
  }

  private static Restore withNonce(Restore restore) {
    var json = SlipwaySerialization.create();
    var again =
        json.unmarshal(
            json.asJson(restore).replace("\"mode\":", "\"runNonce\":\"again\",\"mode\":"),
            Restore.class);
    again.setStatus(null);
    return again;
  }

  private static String when(String word) {
    return "{\"spec\": {\"switchTraffic\": {\"when\": \"" + word + "\"}}}";
  }

  private void ready(AppEnvironment environment) {
    bench.setStatus(
        bench.create(environment), RestoreFixtures.read("ready.yaml", AppEnvironmentStatus.class));
  }

  /** The copy waits for its data with no pod. */
  private void createCopy() {
    var json = SlipwaySerialization.create();
    var deployment = json.unmarshal(renamed(json.asJson(deployment("crm"))), Deployment.class);
    deployment.setMetadata(named("crm-copy"));
    deployment.getSpec().setReplicas(0);
    deployment.setStatus(null);
    bench.create(deployment);
    var service = json.unmarshal(renamed(json.asJson(service("crm"))), Service.class);
    service.setMetadata(named("crm-copy"));
    service.getSpec().setClusterIP(null);
    service.getSpec().setClusterIPs(null);
    service.setStatus(null);
    bench.create(service);
  }

  private static ObjectMeta named(String name) {
    return new ObjectMetaBuilder().withName(name).build();
  }

  private static String renamed(String json) {
    return json.replace("\"app\":\"crm\"", "\"app\":\"crm-copy\"");
  }

  private static AppEnvironment copy() {
    var environment =
        Crm.environment(
            Crm.yaml()
                .replace("kind: Deployment, name: crm}", "kind: Deployment, name: crm-copy}")
                .replace("service: crm", "service: crm-copy"));
    environment.getMetadata().setName("crm-copy");
    return environment;
  }

  private Deployment deployment(String name) {
    return bench.client().apps().deployments().inNamespace(bench.namespace()).withName(name).get();
  }

  private Service service(String name) {
    return bench.client().services().inNamespace(bench.namespace()).withName(name).get();
  }

  private static Restore restore(String when) {
    return SlipwaySerialization.create()
        .unmarshal(
            """
            apiVersion: slipway.dev/v1alpha1
            kind: Restore
            metadata: {name: crm-beside}
            spec:
              backup: {name: crm-before-import}
              target: crm-copy
              mode: Independent
              switchTraffic: {from: {service: crm}, to: {service: crm-copy}, when: %s}
            """
                .formatted(when),
            Restore.class);
  }
}
