package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds references that would lead nowhere: of rows that come, and of rows that stay when those go
 * that they refer to. In a table that is kept no row is changed to make up for that.
 */
final class ReferenceFindings {
  private static final String KEYS =
      """
      SELECT k.conname, cn.nspname, c.relname, rn.nspname, r.relname,
             ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS n (number, place)
                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.number
                    ORDER BY n.place),
             ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS n (number, place)
                     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n.number
                    ORDER BY n.place)
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE k.contype = 'f' AND k.conparentid = 0 AND k.convalidated
         AND coalesce(to_jsonb(k) ->> 'conperiod', 'false') = 'false'
         AND (k.conrelid IN (SELECT name::regclass FROM unnest($1::text[]) AS name)
              OR k.confrelid IN (SELECT name::regclass FROM unnest($1::text[]) AS name))
       ORDER BY c.relname, k.conname
      """
          .replace("$1", "?");

  private final TargetSession session;
  private final List<StagedTable> tables;
  private final Set<String> untold;
  private final List<Finding> findings = new ArrayList<>();

  private ReferenceFindings(TargetSession session, List<StagedTable> tables, Set<String> untold) {
    this.session = session;
    this.tables = tables;
    this.untold = untold;
  }

  /**
   * @param tables in which rows differ
   * @param untold names of references that the change takes away
   */
  static List<Finding> find(TargetSession session, List<StagedTable> tables, Set<String> untold)
      throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    var finder = new ReferenceFindings(session, tables, untold);
    for (var key : finder.keys()) {
      finder.examine(key);
    }
    return finder.findings;
  }

  private void examine(Key key) throws SQLException {
    if (untold.contains(key.name())) {
      return;
    }
    var child = staged(key.schema(), key.table());
    var parent = staged(key.toSchema(), key.toTable());
    if (child.isPresent()) {
      long rows = session.tried(missing(key, child.get(), parent)).orElse(0L);
      if (rows > 0) {
        findings.add(
            Finding.refusal(
                "reference-missing",
                key.place(),
                "%s of the file's rows refer to rows of %s that neither the file nor the target will have (%s)"
                    .formatted(rows, key.toTable(), key.name()),
                "take the rows along that they refer to, or leave these at home"));
      }
    }
    if (parent.isPresent()) {
      long rows = session.tried(left(key, child, parent.get())).orElse(0L);
      if (rows > 0) {
        findings.add(
            Finding.refusal(
                "reference-left",
                key.place(),
                "%s rows of %s.%s, which stay, refer to rows of %s that go (%s)"
                    .formatted(rows, key.schema(), key.table(), key.toTable(), key.name()),
                "change these rows first, or keep what they refer to: with the rule Upsert"));
      }
    }
  }

  /** Coming rows without what they refer to. */
  private static String missing(Key key, StagedTable child, Optional<StagedTable> parent) {
    var places =
        parent
            .map(FutureRows::new)
            .map(it -> List.of(it.coming(), it.staying()))
            .orElse(List.of("ONLY " + key.to()));
    var nowhere =
        places.stream()
            .map(
                it ->
                    "NOT EXISTS (SELECT FROM %s AS p WHERE %s)".formatted(it, key.same("c.", "p.")))
            .collect(joining(" AND "));
    return "SELECT count(*) FROM %s AS c WHERE %s AND %s"
        .formatted(new FutureRows(child).coming(), key.present("c."), nowhere);
  }

  /** Staying rows whose counterpart goes, or changes its key, and no other row takes its place. */
  private static String left(Key key, Optional<StagedTable> child, StagedTable parent) {
    var future = new FutureRows(parent);
    var staying =
        child
            .map(it -> new FutureRows(it).staying())
            .orElse("(SELECT * FROM ONLY %s)".formatted(key.from()));
    return """
    SELECT count(*) FROM %s AS c
     WHERE %s
       AND EXISTS (SELECT FROM %s AS p WHERE %s)
       AND NOT EXISTS (SELECT FROM %s AS p WHERE %s)"""
        .formatted(
            staying,
            key.present("c."),
            future.leaving(),
            key.same("c.", "p."),
            future.coming(),
            key.same("c.", "p."));
  }

  private Optional<StagedTable> staged(String schema, String table) {
    return schema.equals(session.schema())
        ? tables.stream().filter(it -> it.table().name().equals(table)).findFirst()
        : Optional.empty();
  }

  private List<Key> keys() throws SQLException {
    var names = tables.stream().map(it -> it.table().qualifiedName()).toArray(String[]::new);
    var array = session.connection().createArrayOf("text", names);
    var keys = new ArrayList<Key>();
    try (var statement = session.connection().prepareStatement(KEYS)) {
      statement.setArray(1, array);
      statement.setArray(2, array);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(
              new Key(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  Arrays.asList((String[]) rows.getArray(6).getArray()),
                  Arrays.asList((String[]) rows.getArray(7).getArray())));
        }
      }
    }
    return keys;
  }

  /** A foreign key of the target. */
  private record Key(
      String name,
      String schema,
      String table,
      String toSchema,
      String toTable,
      List<String> columns,
      List<String> toColumns) {

    String place() {
      return table + "." + String.join(",", columns);
    }

    String from() {
      return qualified(schema, table);
    }

    String to() {
      return qualified(toSchema, toTable);
    }

    String present(String alias) {
      return each(it -> alias + quoted(columns.get(it)) + " IS NOT NULL");
    }

    String same(String child, String parent) {
      return each(
          it -> child + quoted(columns.get(it)) + " = " + parent + quoted(toColumns.get(it)));
    }

    private String each(IntFunction<String> words) {
      return IntStream.range(0, columns.size()).mapToObj(words).collect(joining(" AND "));
    }
  }
}
