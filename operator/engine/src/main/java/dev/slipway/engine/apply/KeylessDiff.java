package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows that nothing tells apart but all of their values. Equal ones are numbered, so that each has
 * its counterpart; what has none is deleted or inserted, and nothing changes into something else.
 */
record KeylessDiff(Stage stage) implements RowDiff {

  @Override
  public String countBefore() {
    return count(present(new ValueBefore(stage)));
  }

  @Override
  public Optional<String> keysBefore() {
    return Optional.empty();
  }

  @Override
  public String countAfter() {
    return count(present(it -> "t." + quoted(it.name())));
  }

  @Override
  public String delete() {
    return """
    DELETE FROM ONLY %s AS t USING %s AS present
     WHERE t.ctid = present.place
       AND NOT EXISTS (SELECT FROM %s AS staged
                        WHERE (staged.line, staged.number) = (present.line, present.number))"""
        .formatted(table(), presentNow(), staged());
  }

  @Override
  public Optional<String> update() {
    return Optional.empty();
  }

  @Override
  public Optional<String> replace() {
    return Optional.empty();
  }

  @Override
  public String insert() {
    return """
    INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
    SELECT %s FROM %s AS s JOIN %s AS staged ON s.ctid = staged.place
     WHERE NOT EXISTS (SELECT FROM %s AS present
                        WHERE (staged.line, staged.number) = (present.line, present.number))"""
        .formatted(
            table(),
            stage.table().columnList(),
            list(stage::value),
            stage.name(),
            staged(),
            presentNow());
  }

  private String count(String present) {
    return """
    SELECT count(*) FILTER (WHERE present.place IS NULL), 0,
           count(*) FILTER (WHERE staged.place IS NULL),
           count(*) FILTER (WHERE present.place IS NOT NULL AND staged.place IS NOT NULL)
      FROM %s AS present FULL JOIN %s AS staged USING (line, number)"""
        .formatted(present, staged());
  }

  private String staged() {
    return numbered(list(stage::stagedValue), "s", stage.name());
  }

  private String presentNow() {
    return present(it -> "t." + quoted(it.name()));
  }

  private String present(Function<Column, String> value) {
    return numbered(list(value), "t", "ONLY " + table());
  }

  private static String numbered(String values, String alias, String table) {
    return """
    (SELECT place, line, row_number() OVER (PARTITION BY line) AS number
       FROM (SELECT %2$s.ctid AS place, row(%1$s)::text COLLATE "C" AS line
               FROM %3$s AS %2$s) AS lines)"""
        .formatted(values, alias, table);
  }

  private String list(Function<Column, String> value) {
    return stage.table().columns().stream().map(value).collect(joining(", "));
  }

  private String table() {
    return stage.table().qualifiedName();
  }
}
