package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.stream.Stream;

/** The statements that carry out what was found to differ in one table. */
record RowChanges(ComingRows rows, int number) {

  String delete() {
    return """
    DELETE FROM ONLY %s AS t USING %s AS d
     WHERE d.number = %s AND d.coming IS NULL AND t.ctid = d.present"""
        .formatted(table(), Differences.NAME, number);
  }

  String update() {
    var changes =
        rows.table().changingColumns().stream()
            .filter(TargetTable::mayUpdate)
            .map(it -> quoted(it.name()) + " = " + rows.value(it))
            .collect(joining(", "));
    return """
    UPDATE ONLY %s AS t SET %s
      FROM %s AS d JOIN %s AS s ON s.ctid = d.coming
     WHERE d.number = %s AND t.ctid = d.present"""
        .formatted(table(), changes, Differences.NAME, rows.name(), number);
  }

  /**
   * Instead of the update, where a unique value goes from one row to another: all that change go
   * before the first comes back. The order matters for more than looks: sorting waits until all of
   * them are gone.
   */
  String replace() {
    var changing = rows.table().changingColumns();
    var staying =
        Stream.concat(rows.table().ownColumns().stream(), rows.table().entry().preserved().stream())
            .toList();
    return """
    WITH gone AS (
      DELETE FROM ONLY %1$s AS t USING %2$s AS d
       WHERE d.number = %3$s AND d.coming IS NOT NULL AND t.ctid = d.present
      RETURNING d.coming AS "slipway:place"%4$s)
    INSERT INTO %1$s (%5$s) OVERRIDING SYSTEM VALUE
    SELECT %6$s FROM gone JOIN %7$s AS s ON s.ctid = gone."slipway:place"
     ORDER BY gone."slipway:place\""""
        .formatted(
            table(),
            Differences.NAME,
            number,
            staying.stream().map(it -> ", t." + quoted(it)).collect(joining()),
            names(changing, staying),
            Stream.concat(
                    changing.stream().map(rows::value),
                    staying.stream().map(it -> "gone." + quoted(it)))
                .collect(joining(", ")),
            rows.name());
  }

  String insert() {
    return """
    INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
    SELECT %s FROM %s AS d JOIN %s AS s ON s.ctid = d.coming
     WHERE d.number = %s AND d.present IS NULL"""
        .formatted(
            table(),
            rows.table().columnList(),
            rows.table().columns().stream().map(rows::value).collect(joining(", ")),
            Differences.NAME,
            rows.name(),
            number);
  }

  /** Into a table without a row. */
  String insertAll() {
    return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s AS s"
        .formatted(
            table(),
            rows.table().columnList(),
            rows.table().columns().stream().map(rows::value).collect(joining(", ")),
            rows.name());
  }

  private static String names(List<Column> changing, List<String> staying) {
    return Stream.concat(changing.stream().map(Column::name), staying.stream())
        .map(it -> quoted(it))
        .collect(joining(", "));
  }

  private String table() {
    return rows.table().qualifiedName();
  }
}
