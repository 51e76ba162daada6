package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.Labels;
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
 * @param operatorStart since when this operator works
 * @param orphan the app, if it was left closed by somebody who is gone
 * @param observations attempts to observe the database, the first one first
 */
record EnvironmentView(
    AppEnvironment environment,
    @Nullable String forbidden,
    AppObjects objects,
    EnvironmentUsers users,
    List<JobAttempt> observations,
    String workerImage,
    Instant now,
    Instant operatorStart,
    @Nullable Orphan orphan) {
  private static final int LONGEST_REQUEST = 63;

  /** For an operator that has always been there. */
  EnvironmentView(
      AppEnvironment environment,
      @Nullable String forbidden,
      AppObjects objects,
      EnvironmentUsers users,
      List<JobAttempt> observations,
      String workerImage,
      Instant now) {
    this(environment, forbidden, objects, users, observations, workerImage, now, Instant.MIN);
  }

  /** For an app that nobody has left closed. */
  EnvironmentView(
      AppEnvironment environment,
      @Nullable String forbidden,
      AppObjects objects,
      EnvironmentUsers users,
      List<JobAttempt> observations,
      String workerImage,
      Instant now,
      Instant operatorStart) {
    this(
        environment,
        forbidden,
        objects,
        users,
        observations,
        workerImage,
        now,
        operatorStart,
        null);
  }

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

  /** The value of the annotation that asks for a look, unless one was begun for it. */
  Optional<String> request() {
    var annotations = environment.getMetadata().getAnnotations();
    var status = status();
    var honoured = status == null ? null : status.observedRequest();
    return Optional.ofNullable(annotations)
        .map(it -> it.get(Labels.OBSERVE))
        .filter(it -> !it.isEmpty() && !cut(it).equals(honoured))
        .map(EnvironmentView::cut);
  }

  /** When the last release or restore ended, as far as anybody knows. */
  Optional<Instant> lastReleased() {
    var status = status();
    var before =
        status == null
            ? new CurrentFile(null, null)
            : new CurrentFile(status.currentFile(), status.currentFileSince());
    return Optional.ofNullable(CurrentFile.after(users, before).since());
  }

  private static String cut(String request) {
    return request.length() <= LONGEST_REQUEST ? request : request.substring(0, LONGEST_REQUEST);
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
