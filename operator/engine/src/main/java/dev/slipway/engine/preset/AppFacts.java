package dev.slipway.engine.preset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an installation's database says of the app. Equal for equal databases: no times, no places,
 * nothing secret.
 *
 * @param version of the app's core; absent: the database does not tell
 * @param plugins by their names; absent: the database does not tell
 * @param initialised whether the first start came to its end; absent: the database does not tell
 */
public record AppFacts(
    @Nullable String version,
    @Nullable SortedMap<String, Plugin> plugins,
    @Nullable Boolean initialised) {
  public AppFacts {
    plugins = plugins == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
  }

  /**
   * A plugin that the installation has.
   *
   * @param version empty: the database does not tell
   */
  public record Plugin(String version, boolean enabled) {}

  /** In the caller's transaction. Where a table or column is missing, so is the fact. */
  public static AppFacts read(Connection connection, String schema, Preset preset, Naming naming)
      throws SQLException {
    return FactReader.read(connection, schema, preset, naming);
  }
}
