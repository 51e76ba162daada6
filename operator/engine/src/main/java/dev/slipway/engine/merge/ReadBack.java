package dev.slipway.engine.merge;

import dev.slipway.engine.compare.FileRows;
import dev.slipway.engine.compare.ProjectedRows;
import dev.slipway.engine.compare.RowKey;
import dev.slipway.engine.compare.RowSource;
import dev.slipway.engine.compare.SortedRows;
import dev.slipway.engine.file.JoinedFileBuilder;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows that were joined, or that are to be, in the order of some of their columns.
 *
 * @param tables of the joined file, each in its place
 */
record ReadBack(JoinedFileBuilder builder, List<TableEntry> tables, Path scratch) {
  ReadBack {
    tables = List.copyOf(tables);
  }

  /** The joined table, where it has rows. */
  Optional<TableEntry> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name) && it.rows() != null).findFirst();
  }

  /**
   * The joined rows of a table with these columns alone.
   *
   * @param sortedBy how many of them the rows are sorted by
   */
  RowSource joined(TableEntry table, List<String> columns, int sortedBy) throws IOException {
    return sorted(builder.read(tables.indexOf(table), table), table, columns, sortedBy);
  }

  /** Likewise of an input. */
  RowSource of(Input input, TableEntry table, List<String> columns) throws IOException {
    return sorted(input.file().rows(table), table, columns, columns.size());
  }

  /** The order by the texts of the first columns. */
  static RowKey order(int columns) {
    return new RowKey(
        IntStream.range(0, columns).mapToObj(it -> new RowKey.Part(it, false)).toList());
  }

  private RowSource sorted(InputStream text, TableEntry table, List<String> columns, int sortedBy)
      throws IOException {
    var all = new FileRows(text, "rows of " + table.name(), table.columns().size());
    return SortedRows.of(
        ProjectedRows.of(all, table.columns(), columns), order(sortedBy), columns.size(), scratch);
  }
}
