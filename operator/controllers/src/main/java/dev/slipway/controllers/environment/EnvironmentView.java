package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.JobAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass knows of an environment.
 *
 * @param forbidden what the API server would not let the operator see, in its words; absent when it
 *     let it see all
 * @param objects what the spec names, as far as it is there
 * @param observations attempts to observe the database, the first one first
 */
record EnvironmentView(
    AppEnvironment environment,
    @Nullable String forbidden,
    AppObjects objects,
    EnvironmentUsers users,
    List<JobAttempt> observations,
    String workerImage,
    Instant now) {

  AppEnvironmentSpec spec() {
    return environment.getSpec();
  }

  @Nullable AppEnvironmentStatus status() {
    return environment.getStatus();
  }

  long generation() {
    return environment.getMetadata().getGeneration();
  }

  /** Absent where the operator may not see it. */
  Optional<Replicas> replicas() {
    return forbidden == null ? Optional.of(Replicas.of(objects)) : Optional.empty();
  }

  /** Whether a release or restore holds it. */
  boolean isBusy() {
    return Holder.among(users, null) != null;
  }

  Optional<JobAttempt> lastObservation() {
    return observations.isEmpty() ? Optional.empty() : Optional.of(observations.getLast());
  }

  /** When a look at the spec as it is now ended well, as far as status remembers. */
  Optional<Instant> readySince() {
    return Optional.ofNullable(status())
        .filter(status -> status.conditions().stream().anyMatch(this::saysReadyNow))
        .map(AppEnvironmentStatus::facts)
        .map(Facts::observedAt);
  }

  private boolean saysReadyNow(Condition condition) {
    return condition.type().equals("Ready")
        && condition.status() == ConditionStatus.TRUE
        && Long.valueOf(generation()).equals(condition.observedGeneration());
  }
}
