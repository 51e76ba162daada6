package dev.slipway.engine.preset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** The names of the variables that an installation keeps in its database; never their values. */
public final class AppVariables {
  private AppVariables() {}

  /** In the caller's transaction; none where the preset knows of none, or the table is missing. */
  public static SortedSet<String> read(
      Connection connection, String schema, Preset preset, Naming naming) throws SQLException {
    return FactReader.variables(connection, schema, preset, naming);
  }
}
