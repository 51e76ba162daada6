package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows that a table will have, as queries over columns of the same names: what is asked of them
 * is known before the first of them is written.
 */
record FutureRows(StagedTable staged) {

  /** Those that are added, and those that change, as they will be. */
  String coming() {
    var reading = Reading.before(staged.rows());
    return computed(
        """
    (SELECT %s FROM %s AS d JOIN %s AS s ON s.ctid = d.coming
       LEFT JOIN ONLY %s AS t ON t.ctid = d.present
      WHERE d.number = %s)"""
            .formatted(
                columns(it -> comingValue(it, reading)),
                Differences.NAME,
                staged.rows().name(),
                table().qualifiedName(),
                staged.number()));
  }

  /** Those that nobody touches. */
  String staying() {
    return computed(
        """
    (SELECT %s FROM ONLY %s AS t
      WHERE NOT EXISTS (SELECT FROM %s AS d WHERE d.number = %s AND d.present = t.ctid))"""
            .formatted(
                columns(Reading.before(staged.rows()).present()),
                table().qualifiedName(),
                Differences.NAME,
                staged.number()));
  }

  /** Those that are removed, and those that change, as they are now. */
  String leaving() {
    return """
    (SELECT t.* FROM %s AS d JOIN ONLY %s AS t ON t.ctid = d.present WHERE d.number = %s)"""
        .formatted(Differences.NAME, table().qualifiedName(), staged.number());
  }

  private String computed(String rows) {
    return table().computed().isEmpty()
        ? rows
        : table().computed().stream()
            .map(it -> ", (%s) AS %s".formatted(it.defaultExpression(), quoted(it.name())))
            .collect(joining("", "(SELECT r.*", " FROM " + rows + " AS r)"));
  }

  private String comingValue(Column column, Reading reading) {
    return table().entry().preserved().contains(column.name())
        ? "CASE WHEN d.present IS NULL THEN %s ELSE %s END"
            .formatted(reading.coming().apply(column), reading.present().apply(column))
        : reading.coming().apply(column);
  }

  private String columns(Function<Column, String> value) {
    return Stream.concat(
            table().columns().stream().map(it -> value.apply(it) + " AS " + quoted(it.name())),
            table().ownColumns().stream().map(it -> "t." + quoted(it)))
        .collect(joining(", "));
  }

  private TargetTable table() {
    return staged.table();
  }
}
