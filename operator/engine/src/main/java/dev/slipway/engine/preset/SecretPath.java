package dev.slipway.engine.preset;

import java.util.List;

/**
 * A place in a table where a secret lives.
 *
 * @param column by its name in the database
 * @param path within the column's JSON, {@code *} for any key or element; empty: the whole value
 */
public record SecretPath(String column, List<String> path) {
  public SecretPath {
    path = List.copyOf(path);
  }
}
