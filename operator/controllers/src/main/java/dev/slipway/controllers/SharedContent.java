package dev.slipway.controllers;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Copies that share what nobody can change: specs and statuses of our own kinds are records. A pass
 * is given a copy twice, and copied by way of JSON an ended plan takes longer than the pass.
 */
record SharedContent(KubernetesClient client) implements Cloner {
  @Override
  public <R extends HasMetadata> R clone(R object) {
    @SuppressWarnings("unchecked") // a copy is of the kind of what is copied
    var copy =
        (R)
            switch (object) {
              case AppEnvironment environment -> copied(environment, new AppEnvironment());
              case MigrationPlan plan -> copied(plan, new MigrationPlan());
              case Backup backup -> copied(backup, new Backup());
              case Restore restore -> copied(restore, new Restore());
              default -> client.getKubernetesSerialization().clone(object);
            };
    return copy;
  }

  private static <S, T, K extends CustomResource<S, T>> K copied(K object, K copy) {
    copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
    copy.setSpec(object.getSpec());
    copy.setStatus(object.getStatus());
    return copy;
  }
}
