package dev.slipway.controllers.environment;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

final class EnvironmentFixtures {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private EnvironmentFixtures() {}

  /** The least that an environment can be, as a user writes it. */
  static AppEnvironment crm() {
    var resource = requireNonNull(EnvironmentFixtures.class.getResourceAsStream("crm.yaml"));
    return YAML.unmarshal(resource, AppEnvironment.class);
  }

  /** The same as the API server gives it back. */
  static AppEnvironment storedCrm() {
    var environment = crm();
    environment.setMetadata(
        new ObjectMetaBuilder()
            .withName("crm")
            .withNamespace("crm-dev")
            .withUid("0a1b2c3d-0000-0000-0000-000000000000")
            .withGeneration(1L)
            .build());
    return environment;
  }
}
