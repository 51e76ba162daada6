package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.Facts;
import java.util.Collections;
import java.util.Optional;

/** Whether a release into one environment would be felt in another of its namespace. */
final class Sharing {
  private Sharing() {}

  static boolean isBetween(AppEnvironment one, AppEnvironment other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName())
        || !Collections.disjoint(one.getSpec().workloads(), other.getSpec().workloads())
        || hasOneDatabase(one, other);
  }

  private static boolean hasOneDatabase(AppEnvironment one, AppEnvironment other) {
    var ours = identity(one);
    return ours.isPresent() && ours.equals(identity(other));
  }

  /** Server, database, schema and prefix, once a worker has seen them. */
  private static Optional<String> identity(AppEnvironment environment) {
    var database = environment.getSpec().database();
    return Optional.ofNullable(environment.getStatus())
        .map(AppEnvironmentStatus::facts)
        .map(Facts::database)
        .map(
            seen ->
                String.join(
                    "/",
                    String.valueOf(seen.systemIdentifier()),
                    String.valueOf(seen.oid()),
                    database.schema(),
                    database.tablePrefix()));
  }
}
