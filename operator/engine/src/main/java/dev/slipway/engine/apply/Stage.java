package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.Set;

/**
 * The file's rows of one table, in a temporary table beside it.
 *
 * @param enumsToCome that the target does not have yet, or not so: their columns wait here as text
 */
record Stage(TargetTable table, int number, Set<String> enumsToCome) {

  String name() {
    return "pg_temp.slipway_stage_" + number;
  }

  ComingRows rows() {
    return new ComingRows(table, name(), enumsToCome);
  }

  String create() {
    return table.columns().stream()
        .map(it -> quoted(it.name()) + " " + rows().type(it) + collation(it))
        .collect(joining(", ", "CREATE TEMP TABLE slipway_stage_" + number + " (", ")"))
        .concat(" ON COMMIT DROP");
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
