package dev.slipway.engine.secrets;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks through the content of one build, table after table. */
public final class ContentInspection {
  /**
   * @param variables regular expressions of how content refers to a variable; group 1 is its name
   */
  public ContentInspection(List<String> variables) {
    List.copyOf(variables);
  }

  /**
   * @param table that the rows are of
   * @param columns of each row, in their order
   * @param key columns among them that tell where something was found
   */
  public RowInspector of(
      Table table, List<String> columns, List<String> key, List<SecretPath> secrets) {
    return RowInspector.NONE;
  }

  /** The names of all variables that the content refers to. */
  public SortedSet<String> variables() {
    return new TreeSet<>();
  }

  /** Kind {@code literal-secret}, one for each table and column or path, never with a value. */
  public List<Finding> findings() {
    return List.of();
  }
}
