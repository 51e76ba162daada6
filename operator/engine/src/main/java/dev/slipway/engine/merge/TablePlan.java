package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.compare.RowPlan;
import dev.slipway.engine.file.MergedRows;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one table is joined.
 *
 * @param columns whose values are in the joined file
 * @param key that rows are told apart by; none: the table goes as a whole
 * @param carriesRemovals whether the file says which rows of the base are to go
 * @param like an entry of a source, for what all of them say of the table
 */
record TablePlan(
    Table table,
    Rule rule,
    List<String> columns,
    List<String> key,
    boolean carriesRemovals,
    TableEntry like,
    List<String> ownColumns) {
  TablePlan {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    ownColumns = List.copyOf(ownColumns);
  }

  /** The same for who wants no more of a row than this. */
  TablePlan only(List<String> wanted) {
    return new TablePlan(
        table,
        rule,
        columns.stream().filter(wanted::contains).toList(),
        key,
        carriesRemovals,
        like,
        ownColumns);
  }

  String name() {
    return table.name();
  }

  boolean isWhole() {
    return key.isEmpty();
  }

  /** What is carried of a row that is to go: its key, and what others name it by. */
  List<String> removedColumns() {
    var drawn = drawnKey();
    return columns.stream().filter(it -> key.contains(it) || drawn.contains(it)).toList();
  }

  private List<String> drawnKey() {
    return MergedRows.drawnKey(table, columns, key);
  }

  /** What the file says its rows are told apart by. */
  private List<String> keyOfEntry() {
    return isWhole() ? like.keyColumns().stream().filter(columns::contains).toList() : key;
  }

  RowPlan rows() {
    return new RowPlan(columns, RowOrder.of(table, keyOfEntry(), columns));
  }

  Column column(String name) {
    return Column.named(table.columns(), name).orElseThrow();
  }

  TableEntry entry(Catalog structure, @Nullable RowsEntry rows, @Nullable RowsEntry removed) {
    return new TableEntry(
        table.name(),
        rule,
        columns,
        keyOfEntry(),
        like.preserved().stream().filter(columns::contains).toList(),
        ownColumns,
        like.ownRows(),
        like.volatileColumns().stream().filter(table.storedColumns()::contains).toList(),
        references(),
        like.where(),
        TableEntry.sequencesOf(table.name(), structure),
        rows,
        carriesRemovals ? new MergedRows(drawnKey(), removed) : null);
  }

  private List<Reference> references() {
    return like.references().stream().filter(it -> columns.contains(it.column())).toList();
  }
}
