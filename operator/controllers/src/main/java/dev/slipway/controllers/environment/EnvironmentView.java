package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.AppEnvironmentStatus;
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
 * @param missing what the spec refers to and is not there, in words
 * @param observations attempts to observe the database, the first one first
 */
record EnvironmentView(
    AppEnvironment environment,
    @Nullable String forbidden,
    List<String> missing,
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

  Optional<JobAttempt> lastObservation() {
    return observations.isEmpty() ? Optional.empty() : Optional.of(observations.getLast());
  }
}
