package dev.slipway.controllers.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.work.AppObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The sample app: a Deployment of two replicas with a claim, behind a Service. */
public final class Crm {
  /** The claim that the Deployment mounts. */
  public static final String CLAIM = "crm-storage";

  /** To whom its backups may be encrypted. */
  public static final String RECIPIENT =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private Crm() {}

  /** The least that an environment can be, as a user writes it. */
  public static AppEnvironment environment() {
    return environment(yaml());
  }

  /** The same as text, whose last lines are of the spec. */
  public static String yaml() {
    try (var resource = Crm.class.getResourceAsStream("crm.yaml")) {
      return new String(requireNonNull(resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with backups that only the holder of an identity can read. */
  public static AppEnvironment encrypted() {
    return environment(
        yaml()
            .replace(
                "    backups:\n",
                """
                    backups:
                      encryption:
                        recipients: [%s]
                        identitySecret: {name: crm-backup-identity, key: identity}
                      requireEncryption: true
                """
                    .formatted(RECIPIENT)));
  }

  public static AppEnvironment environment(String yaml) {
    return YAML.unmarshal(yaml, AppEnvironment.class);
  }

  /** The same as the API server gives it back. */
  public static AppEnvironment storedEnvironment() {
    var environment = environment();
    environment.setMetadata(
        new ObjectMetaBuilder()
            .withName("crm")
            .withNamespace("crm-dev")
            .withUid("0a1b2c3d-0000-0000-0000-000000000000")
            .withGeneration(1L)
            .build());
    return environment;
  }

  /** What the environment refers to. */
  public static List<HasMetadata> objects() {
    return YAML.unmarshal(requireNonNull(Crm.class.getResourceAsStream("crm-app.yaml")));
  }

  /** The same as one pass reads it. */
  public static AppObjects appObjects() {
    return new AppObjects(
        of(Deployment.class),
        List.of(),
        List.of(),
        of(PersistentVolumeClaim.class),
        of(Service.class));
  }

  private static <T extends HasMetadata> List<T> of(Class<T> kind) {
    return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
