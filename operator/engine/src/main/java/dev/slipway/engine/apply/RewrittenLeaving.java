package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.Set;

/**
 * The rows of a table that are to go, with the keys that they have in the target. One that names a
 * row which the target does not have is left out: its numbers mean another one there.
 *
 * @param staged the table with its rows as they are in the file
 * @param drawnKey the columns of the primary key that each environment draws for itself
 */
record RewrittenLeaving(StagedTable staged, Set<String> drawnKey) {
  RewrittenLeaving {
    drawnKey = Set.copyOf(drawnKey);
  }

  String name() {
    return "pg_temp.slipway_leaving_" + staged.number();
  }

  /** For this session, as what differs from them is. */
  String create(List<LeavingReference> references) {
    var columns =
        staged.entry().removedColumns().stream()
            .map(it -> value(it, references) + " AS " + quoted(it))
            .collect(joining(", "));
    return "CREATE TEMP TABLE slipway_leaving_%s AS SELECT s.ctid AS %s, false AS %s, %s FROM %s AS s%s%s"
        .formatted(
            staged.number(),
            RewrittenRows.PLACE,
            RewrittenRows.MET,
            columns,
            staged.rows().leaving(),
            references.stream().map(it -> it.join(staged)).collect(joining()),
            references.isEmpty()
                ? ""
                : references.stream()
                    .map(LeavingReference::isKnown)
                    .collect(joining(" AND ", " WHERE ", "")));
  }

  private String value(String column, List<LeavingReference> references) {
    return references.stream()
        .flatMap(it -> it.value(column, staged.type(column)).stream())
        .findFirst()
        .orElse("s." + quoted(column));
  }

  /** What comes does not go, whatever brought the two together. */
  String leaveOut(String coming) {
    return "DELETE FROM %s AS s USING %s AS c WHERE %s"
        .formatted(
            name(),
            coming,
            staged.table().keyColumns().stream()
                .map(it -> "c.%1$s = s.%1$s".formatted(quoted(it)))
                .collect(joining(" AND ")));
  }

  /** Those that the target has get its keys, so that what names them is found there as well. */
  String takeKeys() {
    var reading = Reading.before(staged.rows());
    return "UPDATE %s AS s SET %s = true%s FROM ONLY %s AS t WHERE %s"
        .formatted(
            name(),
            RewrittenRows.MET,
            staged.table().columns().stream()
                .filter(it -> drawnKey.contains(it.name()))
                .map(it -> ", " + taken(it, reading))
                .collect(joining()),
            staged.table().qualifiedName(),
            new KeyedDiff(staged.rows()).sameKey(reading));
  }

  private static String taken(Column column, Reading reading) {
    return quoted(column.name()) + " = " + reading.present().apply(column);
  }
}
