package dev.slipway.engine.preset;

import org.jspecify.annotations.Nullable;

/**
 * How something about an installation is found out.
 *
 * @param sql a query in which {@code {table}} and {@code {table.column}} stand for the names that
 *     they have in the database; absent: the database does not know
 * @param answer that the running app gives; preferred where there is one, since what the database
 *     says may be stale
 */
public record Fact(@Nullable String sql, @Nullable Answer answer) {
  static final Fact UNKNOWN = new Fact(null, null);

  /**
   * An answer of the app over HTTP.
   *
   * @param path that is called
   * @param field of the JSON that comes back, with dots
   */
  public record Answer(String path, String field) {}
}
