package dev.slipway.engine.secrets;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppVariables;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which variables a file refers to that its target does not have. */
public final class MissingVariables {
  private MissingVariables() {}

  /**
   * @param referred to by the file's content
   * @param known in the target: those of its database, and those of its ConfigMaps and Secrets
   * @return sorted
   */
  @SafeVarargs
  public static List<String> of(Collection<String> referred, Collection<String>... known) {
    var missing = new TreeSet<>(referred);
    for (var names : known) {
      missing.removeAll(names);
    }
    return List.copyOf(missing);
  }

  /**
   * What there is to say of a target's database.
   *
   * @param referred to by the file's content
   */
  public static List<Finding> inDatabase(
      Collection<String> referred,
      Connection connection,
      String schema,
      Preset preset,
      Naming naming)
      throws SQLException {
    return of(referred, AppVariables.read(connection, schema, preset, naming)).stream()
        .map(
            it ->
                Finding.warning(
                    "missing-variable",
                    it,
                    "the file's content refers to this variable, and the target's database does not have it",
                    "create it in the app of the target before the release"))
        .toList();
  }
}
