package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.selection.TableChoice;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a table that travel. */
record RowsQuery(String schema, TableChoice choice) {

  String copyOut(SchemaSnapshot snapshot) {
    return snapshot.copyOut(
        choice.columns(), source(), RowOrder.of(choice.table(), choice.match(), choice.columns()));
  }

  /** The table, less what stays at home. */
  String source() {
    var condition = condition(choice.where(), choice.ownRows());
    return "ONLY %s AS t%s"
        .formatted(
            SqlIdentifier.qualified(schema, choice.name()),
            condition.isEmpty() ? "" : " WHERE " + condition);
  }

  /** What is true of the rows that travel; empty where all do. */
  static String condition(@Nullable String where, @Nullable String ownRows) {
    return Stream.of(
            where == null ? null : "(" + where + ")",
            ownRows == null ? null : "(" + ownRows + ") IS NOT TRUE")
        .filter(Objects::nonNull)
        .collect(joining(" AND "));
  }
}
