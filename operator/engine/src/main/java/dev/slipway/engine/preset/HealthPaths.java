package dev.slipway.engine.preset;

import org.jspecify.annotations.Nullable;

/**
 * What to call to learn whether the app is well.
 *
 * @param app answers once the app runs; absent: not known
 * @param database a call that fails when the database is away; absent: not known
 */
public record HealthPaths(@Nullable String app, @Nullable String database) {
  static final HealthPaths UNKNOWN = new HealthPaths(null, null);
}
