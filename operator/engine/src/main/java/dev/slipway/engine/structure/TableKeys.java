package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Table;
import java.util.Set;

/** The sets of columns that tell the rows of a table apart, by a constraint or by an index. */
public final class TableKeys {
  private TableKeys() {}

  /** Those over expressions, or over some of the rows, are none. */
  public static Set<Set<String>> of(Table table) {
    return Part.of(table).stream()
        .filter(it -> it.kind().isUnique() && !it.definition().contains(" WHERE "))
        .map(
            it ->
                it.kind().isKey()
                    ? Set.copyOf(it.columns())
                    : SqlText.firstList(it.definition()).stream()
                        .map(SqlText::unquoted)
                        .collect(toSet()))
        .collect(toSet());
  }
}
