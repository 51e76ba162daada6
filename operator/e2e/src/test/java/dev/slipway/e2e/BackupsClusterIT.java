package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Backups by the clock, encrypted, and one of them brought back in place: by YAML alone. */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class BackupsClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String IDENTITY = "crm-backup-identity";

  private final Example example;
  private final SampleApp app;
  private final KubernetesClient client;

  BackupsClusterIT(Example example) {
    this.example = example;
    this.app = example.staging();
    this.client = example.client();
  }

  @BeforeAll
  void begin() {
    example.fresh();
  }

  @Test
  void theClockHasThemMadeAndOneComesBackInPlace() throws Exception {
    var recipient = recipient();
    var order = app.call("POST", "/api/orders", OrderWriter.ORDER).number();
    app.call("PUT", "/api/uploads/kept.txt", "kept");
    change(
        """
        {"spec": {
          "stores": {"backups": {"requireEncryption": true,
            "encryption": {"recipients": ["%s"], "identitySecret": {"name": "%s", "key": "identity"}}}},
          "backups": {"schedule": "* * * * *", "timeZone": "Europe/Berlin", "retention": {"last": 3}}}}
        """
            .formatted(recipient, IDENTITY));
    Await.until("a backup by the clock", LIMIT, () -> scheduled().isPresent());
    change("{\"spec\": {\"backups\": {\"suspend\": true}}}");
    var backup = scheduled().orElseThrow();
    app.sql("DELETE FROM orders");
    app.call("PUT", "/api/uploads/newer.txt", "newer");

    restore(backup);

    assertThat(backup.getStatus().files())
        .isNotEmpty()
        .allMatch(file -> file.name().endsWith(".age"));
    assertThat(app.call("GET", "/api/orders/" + order, "").body()).contains("Anchor");
    assertThat(app.call("GET", "/api/uploads/kept.txt", "").body()).isEqualTo("kept");
    assertThat(app.call("GET", "/api/uploads/newer.txt", "").status()).isEqualTo(404);
  }

  /** Of a key whose identity is in a Secret of the app's namespace. */
  private String recipient() throws NoSuchAlgorithmException {
    var pair = new X25519KeyPairGenerator().generateKeyPair();
    var identity =
        new SecretBuilder()
            .withNewMetadata()
            .withName(IDENTITY)
            .endMetadata()
            .withStringData(
                Map.of(
                    "identity",
                    new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII)))
            .build();
    client.resource(identity).inNamespace(app.namespace()).serverSideApply();
    return pair.getPublic().toString();
  }

  private void change(String merge) {
    client
        .resources(AppEnvironment.class)
        .inNamespace(app.namespace())
        .withName(app.namespace())
        .patch(PatchContext.of(PatchType.JSON_MERGE), merge);
  }

  /** The first that is complete. */
  private Optional<Backup> scheduled() {
    return client
        .resources(Backup.class)
        .inNamespace(app.namespace())
        .withLabel("slipway.dev/backup-reason", "Scheduled")
        .list()
        .getItems()
        .stream()
        .filter(it -> it.getStatus() != null && it.getStatus().phase() == BackupPhase.COMPLETE)
        .findFirst();
  }

  private void restore(Backup backup) {
    var name = "bring-back";
    var yaml =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: Restore
        metadata: {name: %s, namespace: %s}
        spec:
          backup: {name: %s}
          target: %s
          mode: InPlace
          acceptDataLossSince: "%s"
        """
            .formatted(
                name,
                app.namespace(),
                backup.getMetadata().getName(),
                app.namespace(),
                backup.getStatus().startedAt());
    client.resource(yaml).create();
    Await.until("the end of the restore", LIMIT, () -> isComplete(name));
    Await.until(
        "nobody to hold the app",
        LIMIT,
        () -> example.environment(app).getStatus().busyWith() == null);
    app.awaitReady(1);
  }

  private boolean isComplete(String name) {
    var restore = client.resources(Restore.class).inNamespace(app.namespace()).withName(name).get();
    var status = restore.getStatus();
    if (status != null
        && (status.phase() == RestorePhase.FAILED
            || status.phase() == RestorePhase.NEEDS_ATTENTION)) {
      throw new IllegalStateException(String.valueOf(status));
    }
    return status != null && status.phase() == RestorePhase.COMPLETE;
  }
}
