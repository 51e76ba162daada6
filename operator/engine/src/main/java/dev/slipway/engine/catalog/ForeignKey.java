package dev.slipway.engine.catalog;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to another table, or to its own.
 *
 * @param referencedTable absent where it is in another schema
 * @param definition as pg_get_constraintdef prints it
 */
public record ForeignKey(
    String name,
    List<String> columns,
    @Nullable String referencedTable,
    String definition,
    @Nullable String comment) {
  private static final String ANY_NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\"(),.]+)";
  private static final Pattern NAME = Pattern.compile(ANY_NAME);
  private static final Pattern REFERENCED =
      Pattern.compile("\\) REFERENCES %1$s(?:\\.%1$s)?\\((%1$s(?:, %1$s)*)\\)".formatted(ANY_NAME));

  public ForeignKey {
    columns = List.copyOf(columns);
  }

  /** Those of the other table that the columns have the values of, in the same order. */
  public List<String> referencedColumns() {
    var referenced = REFERENCED.matcher(definition);
    return referenced.find()
        ? NAME.matcher(referenced.group(1))
            .results()
            .map(it -> SqlIdentifier.unquoted(it.group()))
            .toList()
        : List.of();
  }
}
