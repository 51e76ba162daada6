package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.Set;

/**
 * The file's rows of one table, in a table beside it.
 *
 * @param enumsToCome that the target does not have yet, or not so: their columns wait here as text
 */
record Stage(StageSchema schema, TargetTable table, int number, Set<String> enumsToCome) {
  /** To join by keys: statistics of all values would take as long as the rows themselves. */
  static final String LITTLE_IS_ENOUGH = "SET LOCAL default_statistics_target = 10";

  String name() {
    return schema.table(number);
  }

  ComingRows rows() {
    return new ComingRows(table, name(), schema.leaving(number), enumsToCome);
  }

  /** Nothing of an unlogged table is written twice; a crash empties it, and that is noticed. */
  String create() {
    return create(name(), columns());
  }

  String create(String place, String columns) {
    return schema.isTemporary()
        ? "CREATE TEMP TABLE %s (%s) ON COMMIT DROP".formatted(place, columns)
        : "CREATE UNLOGGED TABLE %s (%s)".formatted(place, columns);
  }

  String columns() {
    return columns(table.columns().stream().map(Column::name).toList());
  }

  String columns(List<String> names) {
    return table.columns().stream()
        .filter(it -> names.contains(it.name()))
        .map(it -> quoted(it.name()) + " " + rows().type(it) + collation(it))
        .collect(joining(", "));
  }

  String copy() {
    return "COPY %s (%s) FROM STDIN".formatted(name(), table.columnList());
  }

  String analyze() {
    return "ANALYZE " + name();
  }

  private String collation(Column column) {
    return column.collation() == null || rows().waitsAsText(column)
        ? ""
        : " COLLATE " + column.collation();
  }
}
