package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** examples/restore-beside: users are sent to what came back beside the app, and back again. */
@ExtendWith(ClusterExtension.class)
class RestoreBesideClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String STORY = "examples/restore-beside/";
  private static final String COPY = "crm-copy";

  private final Example example;
  private final SampleApp app;
  private final KubernetesClient client;

  RestoreBesideClusterIT(Example example) {
    this.example = example;
    this.app = example.production();
    this.client = example.client();
  }

  @BeforeEach
  void createCopy() {
    example.awaitReady();
    app.sql("CREATE DATABASE crm_copy OWNER crm");
    example.apply(app, STORY + "copy.yaml");
    Await.until(
        "the copy's environment to be ready",
        LIMIT,
        () -> is("Ready", ConditionStatus.TRUE, conditions()));
  }

  @AfterEach
  void removeCopy() {
    example.remove(app, STORY);
    Await.until("the copy's pods to be gone", LIMIT, () -> podsOfCopy().isEmpty());
    app.sql("DROP DATABASE crm_copy WITH (FORCE)");
  }

  @Test
  void usersAreSentToTheCopyAndBack() {
    var order = app.call("POST", "/api/orders", OrderWriter.ORDER).number();
    app.call("PUT", "/api/uploads/beside.txt", "beside");
    example.apply(app, STORY + "backup.yaml");
    awaitBackup();
    app.sql("DELETE FROM orders WHERE id = " + order);

    example.apply(app, STORY + "restore.yaml");
    Await.until("the restore to be complete", LIMIT, this::isComplete);
    assertThat(app.call("GET", "/api/orders/" + order, "").status()).isEqualTo(404);

    send("AfterValidation", ConditionStatus.TRUE);
    awaitAnswer(order, 200);
    assertThat(app.call("GET", "/api/uploads/beside.txt", "").body()).isEqualTo("beside");

    send("Back", ConditionStatus.FALSE);
    awaitAnswer(order, 404);
    assertThat(client.services().inNamespace(app.namespace()).withName("crm").get().getSpec())
        .returns(Map.of("app", "crm"), it -> it.getSelector());
  }

  private void awaitAnswer(long order, int status) {
    Await.until(
        "the Service to answer " + status,
        LIMIT,
        () -> app.call("GET", "/api/orders/" + order, "").status() == status);
  }

  private void awaitBackup() {
    var backup = client.resources(Backup.class).inNamespace(app.namespace());
    Await.until(
        "a backup",
        LIMIT,
        () -> {
          var status = backup.withName("crm-before-import").require().getStatus();
          return status != null && status.phase() == BackupPhase.COMPLETE;
        });
  }

  private boolean isComplete() {
    var status = restore().getStatus();
    if (status != null && status.phase() == RestorePhase.FAILED) {
      throw new IllegalStateException(String.valueOf(status));
    }
    return status != null && status.phase() == RestorePhase.COMPLETE;
  }

  private void send(String when, ConditionStatus switched) {
    client
        .resource(restore())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"switchTraffic\": {\"when\": \"" + when + "\"}}}");
    Await.until(
        "condition Switched to be " + switched,
        LIMIT,
        () -> is("Switched", switched, restore().getStatus().conditions()));
  }

  private Restore restore() {
    return client
        .resources(Restore.class)
        .inNamespace(app.namespace())
        .withName("crm-beside")
        .require();
  }

  private List<Condition> conditions() {
    var copy =
        client
            .resources(AppEnvironment.class)
            .inNamespace(app.namespace())
            .withName(COPY)
            .require();
    return copy.getStatus() == null ? List.of() : copy.getStatus().conditions();
  }

  private List<? extends HasMetadata> podsOfCopy() {
    return client.pods().inNamespace(app.namespace()).withLabel("app", COPY).list().getItems();
  }

  private static boolean is(String type, ConditionStatus status, List<Condition> conditions) {
    return conditions.stream().anyMatch(it -> it.type().equals(type) && it.status() == status);
  }
}
