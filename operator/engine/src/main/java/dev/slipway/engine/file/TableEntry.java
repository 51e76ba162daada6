package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.selection.TableChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in a migration file.
 *
 * @param columns of its rows, in the order of the values in each
 * @param keyColumns that its rows are told apart and ordered by; none: by the whole row
 * @param preserved columns whose values in the target stay as they are
 * @param ownColumns that are the environment's own: the file has no values of them
 * @param ownRows a condition for rows that are the environment's own; absent: none are
 * @param volatileColumns that the app writes by itself
 * @param references of its columns to keys of other tables, beyond those that the structure knows
 * @param where the condition that its rows met; absent: all rows are here
 * @param sequences that belong to its columns
 * @param rows absent where its rule takes none
 * @param merged where several sources were joined row by row
 */
public record TableEntry(
    String name,
    Rule rule,
    List<String> columns,
    List<String> keyColumns,
    List<String> preserved,
    List<String> ownColumns,
    @Nullable String ownRows,
    List<String> volatileColumns,
    List<Reference> references,
    @Nullable String where,
    List<String> sequences,
    @Nullable RowsEntry rows,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MergedRows merged) {
  public TableEntry {
    columns = List.copyOf(columns);
    keyColumns = List.copyOf(keyColumns);
    preserved = List.copyOf(preserved);
    ownColumns = List.copyOf(ownColumns);
    volatileColumns = List.copyOf(volatileColumns);
    references = List.copyOf(references);
    sequences = List.copyOf(sequences);
  }

  static TableEntry of(TableChoice choice, Catalog structure, @Nullable RowsEntry rows) {
    return new TableEntry(
        choice.name(),
        choice.rule(),
        choice.columns(),
        choice.match(),
        choice.preserved(),
        choice.ownColumns(),
        choice.ownRows(),
        choice.volatileColumns(),
        choice.references(),
        choice.where(),
        sequencesOf(choice.name(), structure),
        rows,
        null);
  }

  /** Keys of rows that are to go, each as {@link #removedColumns}; absent where there are none. */
  public @Nullable RowsEntry removed() {
    return merged == null ? null : merged.removed();
  }

  /** What tells the removed rows apart, and what others name them by, in the columns' order. */
  public List<String> removedColumns() {
    var drawn = merged == null ? List.<String>of() : merged.drawnKey();
    return columns.stream().filter(it -> keyColumns.contains(it) || drawn.contains(it)).toList();
  }

  /** What was true of the rows that are here; empty where all are. It comes out of a file. */
  public String condition() {
    return RowsQuery.condition(where, ownRows);
  }

  /** Whether a builder could have said this of the table in this place. */
  boolean describes(int place, Catalog structure) {
    var table = structure.tables().get(place);
    return name.equals(table.name())
        && sequences.equals(sequencesOf(name, structure))
        && describesColumnsOf(table)
        && rule != Rule.SKIP
        && (rows == null
            ? !rule.takesRows()
            : rule.takesRows() && rows.entry().equals(FileEntries.rows(place, name)))
        && (merged == null || describesMerged(merged, place, table));
  }

  private boolean describesMerged(MergedRows merged, int place, Table table) {
    var removed = merged.removed();
    return rule == Rule.UPSERT
        && rows != null
        && !keyColumns.isEmpty()
        && merged.drawnKey().equals(MergedRows.drawnKey(table, columns, keyColumns))
        && (removed == null || removed.entry().equals(FileEntries.removed(place, name)));
  }

  private boolean describesColumnsOf(Table table) {
    var stored = table.storedColumns();
    return columns.equals(stored.stream().filter(it -> !ownColumns.contains(it)).toList())
        && stored.containsAll(ownColumns)
        && columns.containsAll(keyColumns)
        && columns.containsAll(preserved)
        && stored.containsAll(volatileColumns)
        && references.stream()
            .allMatch(it -> it.table().equals(name) && columns.contains(it.column()));
  }

  public static List<String> sequencesOf(String table, Catalog structure) {
    return structure.sequences().stream()
        .filter(it -> it.owner() != null && it.owner().table().equals(table))
        .map(Sequence::name)
        .toList();
  }
}
