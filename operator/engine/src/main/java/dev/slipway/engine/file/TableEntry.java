package dev.slipway.engine.file;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in a migration file.
 *
 * @param columns of its rows, in the order of the values in each
 * @param keyColumns that its rows are ordered by; none: by the whole row
 * @param sequences that belong to its columns
 * @param rows absent where its rule takes none
 */
public record TableEntry(
    String name,
    Rule rule,
    List<String> columns,
    List<String> keyColumns,
    List<String> sequences,
    @Nullable RowsEntry rows) {
  public TableEntry {
    columns = List.copyOf(columns);
    keyColumns = List.copyOf(keyColumns);
    sequences = List.copyOf(sequences);
  }

  static TableEntry of(Table table, Rule rule, Catalog structure, @Nullable RowsEntry rows) {
    return new TableEntry(
        table.name(),
        rule,
        table.storedColumns(),
        table.keyColumns(),
        structure.sequences().stream()
            .filter(it -> it.owner() != null && it.owner().table().equals(table.name()))
            .map(Sequence::name)
            .toList(),
        rows);
  }

  /** Whether this is what the builder would say of the table in this place. */
  boolean describes(int place, Catalog structure) {
    return equals(of(structure.tables().get(place), rule, structure, rows))
        && rule != Rule.SKIP
        && (rows == null
            ? !rule.takesRows()
            : rule.takesRows() && rows.entry().equals(FileEntries.rows(place, name)));
  }
}
