package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.reference.ObjectReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a release comes from, as far as it is there.
 *
 * @param environments those to build from, or the target of the plan whose file is taken
 * @param plan the plan whose file is taken
 */
record SourceSeen(List<AppEnvironment> environments, @Nullable MigrationPlan plan) {
  static final SourceSeen NOTHING = new SourceSeen(List.of(), null);

  SourceSeen {
    environments = List.copyOf(environments);
  }

  Optional<AppEnvironment> environment(ObjectReference wanted) {
    return environments.stream()
        .filter(it -> it.getMetadata().getNamespace().equals(wanted.namespace()))
        .filter(it -> it.getMetadata().getName().equals(wanted.name()))
        .findFirst();
  }
}
