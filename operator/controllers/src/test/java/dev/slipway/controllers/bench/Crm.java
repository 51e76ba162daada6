package dev.slipway.controllers.bench;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The sample app: a Deployment of two replicas with a claim, behind a Service. */
public final class Crm {
  /** The claim that the Deployment mounts. */
  public static final String CLAIM = "crm-storage";

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private Crm() {}

  /** The least that an environment can be, as a user writes it. */
  public static AppEnvironment environment() {
    return read("crm.yaml", AppEnvironment.class);
  }

  /** The same with more in its spec, which is given as YAML of a whole environment. */
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
  static List<HasMetadata> objects() {
    return YAML.unmarshal(requireNonNull(Crm.class.getResourceAsStream("crm-app.yaml")));
  }

  private static <T> T read(String resource, Class<T> type) {
    return YAML.unmarshal(requireNonNull(Crm.class.getResourceAsStream(resource)), type);
  }
}
