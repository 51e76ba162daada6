package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rows that a key tells apart. They are compared byte by byte ({@code *<>}), which sees what
 * equality does not, such as 1.0 and 1.00, and compares what has no equality, such as json.
 */
record KeyedDiff(Stage stage) implements RowDiff {

  @Override
  public String countBefore() {
    var before = new ValueBefore(stage);
    return count(differ(stage::stagedValue, before), sameKey(stage::stagedValue, before));
  }

  @Override
  public Optional<String> keysBefore() {
    var before = new ValueBefore(stage);
    var keys = stage.table().keyColumns().stream().map(stage.table()::column).toList();
    return Optional.of(
        KeyText.firstOfEach(
            keys,
            it -> "coalesce(%s, %s)".formatted(stage.stagedValue(it), before.apply(it)),
            """
            CASE WHEN t.ctid IS NULL THEN 'added' WHEN s.ctid IS NULL THEN 'removed'
                 WHEN %3$s THEN 'changed' END AS what
              FROM ONLY %1$s AS t FULL JOIN %2$s AS s ON %4$s"""
                .formatted(
                    table(),
                    stage.name(),
                    differ(stage::stagedValue, before),
                    sameKey(stage::stagedValue, before))));
  }

  @Override
  public String countAfter() {
    return count(differ(stage::value, KeyedDiff::present), sameKey());
  }

  @Override
  public String delete() {
    return "DELETE FROM ONLY %s AS t WHERE NOT EXISTS (SELECT FROM %s AS s WHERE %s)"
        .formatted(table(), stage.name(), sameKey());
  }

  @Override
  public Optional<String> update() {
    var changes =
        stage.table().updatableColumns().stream()
            .map(it -> quoted(it.name()) + " = " + stage.value(it))
            .collect(joining(", "));
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "UPDATE ONLY %s AS t SET %s FROM %s AS s WHERE %s AND %s"
                .formatted(table(), changes, stage.name(), sameKey(), differ()));
  }

  /** The order matters for more than looks: sorting waits until all of them are gone. */
  @Override
  public Optional<String> replace() {
    var own = stage.table().ownColumns();
    var kept =
        Stream.concat(Stream.of("s.ctid AS place"), own.stream().map(it -> "t." + quoted(it)));
    var columns =
        Stream.concat(
            stage.table().columns().stream().map(it -> quoted(it.name())),
            own.stream().map(it -> quoted(it)));
    var values =
        Stream.concat(
            stage.table().columns().stream().map(stage::value),
            own.stream().map(it -> "gone." + quoted(it)));
    return Optional.of(
        """
        WITH gone AS (DELETE FROM ONLY %1$s AS t USING %2$s AS s WHERE %3$s AND %4$s RETURNING %5$s)
        INSERT INTO %1$s (%6$s) OVERRIDING SYSTEM VALUE
        SELECT %7$s FROM gone JOIN %2$s AS s ON s.ctid = gone.place ORDER BY gone.place"""
            .formatted(
                table(),
                stage.name(),
                sameKey(),
                differ(),
                kept.collect(joining(", ")),
                columns.collect(joining(", ")),
                values.collect(joining(", "))));
  }

  @Override
  public String insert() {
    return """
    INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
    SELECT %3$s FROM %4$s AS s WHERE NOT EXISTS (SELECT FROM ONLY %1$s AS t WHERE %5$s)"""
        .formatted(
            table(),
            stage.table().columnList(),
            stage.table().columns().stream().map(stage::value).collect(joining(", ")),
            stage.name(),
            sameKey());
  }

  private String count(String differ, String sameKey) {
    return """
    SELECT count(*) FILTER (WHERE t.ctid IS NULL),
           count(*) FILTER (WHERE t.ctid IS NOT NULL AND s.ctid IS NOT NULL AND %3$s),
           count(*) FILTER (WHERE s.ctid IS NULL),
           count(*) FILTER (WHERE t.ctid IS NOT NULL AND s.ctid IS NOT NULL AND NOT %3$s)
      FROM ONLY %1$s AS t FULL JOIN %2$s AS s ON %4$s"""
        .formatted(table(), stage.name(), differ, sameKey);
  }

  private String differ() {
    return differ(stage::value, KeyedDiff::present);
  }

  private String differ(Function<Column, String> staged, Function<Column, String> present) {
    return "(row(%s)::record *<> row(%s)::record)".formatted(list(staged), list(present));
  }

  private String list(Function<Column, String> value) {
    return stage.table().columns().stream().map(value).collect(joining(", "));
  }

  private String sameKey() {
    return sameKey(stage::value, KeyedDiff::present);
  }

  private String sameKey(Function<Column, String> staged, Function<Column, String> present) {
    return stage.table().keyColumns().stream()
        .map(stage.table()::column)
        .map(it -> present.apply(it) + sameValue(it) + staged.apply(it))
        .collect(joining(" AND "));
  }

  /** Equality is what indexes and hashes are for; only where NULL is a value does it not do. */
  private static String sameValue(Column column) {
    return column.notNull() ? " = " : " IS NOT DISTINCT FROM ";
  }

  private String table() {
    return stage.table().qualifiedName();
  }

  private static String present(Column column) {
    return "t." + quoted(column.name());
  }
}
