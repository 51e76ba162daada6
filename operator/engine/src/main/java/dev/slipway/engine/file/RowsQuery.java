package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.selection.TableChoice;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of a table that travel. */
record RowsQuery(String schema, TableChoice choice) {

  /** As text under the locale C: the same order for every type, collation and server. */
  String copyOut() {
    var order =
        choice.match().isEmpty()
            ? "row(%s)::text COLLATE \"C\"".formatted(list(choice.columns(), ""))
            : list(choice.match(), "::text COLLATE \"C\"");
    return "COPY (SELECT %s FROM %s ORDER BY %s) TO STDOUT"
        .formatted(list(choice.columns(), ""), source(), order);
  }

  /** The table, less what stays at home. */
  String source() {
    var conditions =
        Stream.of(
                choice.where() == null ? null : "(" + choice.where() + ")",
                choice.ownRows() == null ? null : "(" + choice.ownRows() + ") IS NOT TRUE")
            .filter(Objects::nonNull)
            .collect(joining(" AND "));
    return "ONLY %s AS t%s"
        .formatted(
            SqlIdentifier.qualified(schema, choice.name()),
            conditions.isEmpty() ? "" : " WHERE " + conditions);
  }

  private static String list(List<String> columns, String suffix) {
    return columns.stream()
        .map(it -> "t." + SqlIdentifier.quoted(it) + suffix)
        .collect(joining(", "));
  }
}
