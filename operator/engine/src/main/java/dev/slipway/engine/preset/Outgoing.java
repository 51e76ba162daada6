package dev.slipway.engine.preset;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.SqlIdentifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something by which an app acts on the world outside, and how it is switched off in a copy that
 * must not.
 *
 * @param set an SQL expression for each column, by the app's own name for it; none: the rows are
 *     taken away
 * @param where a condition for the rows, in which {@code {name}} is a column; absent: all rows
 * @param what is switched off, in words
 */
public record Outgoing(
    String table, SortedMap<String, String> set, @Nullable String where, String what) {
  public Outgoing {
    set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
  }

  /**
   * The statement for an installation; nothing where it has no such table. A column that the table
   * lacks makes it fail: what is not known to be off must not be believed to be.
   *
   * @param tables of the schema, by the names that they have there
   */
  public Optional<String> statement(Naming naming, String schema, Collection<String> tables) {
    var columnsOfTables =
        tables.stream().distinct().collect(toMap(it -> it, _ -> List.<String>of()));
    return new PhysicalNames(naming, columnsOfTables)
        .table(table)
        .map(it -> change(naming, SqlIdentifier.qualified(schema, it)) + condition(naming) + ";\n");
  }

  private String change(Naming naming, String physical) {
    if (set.isEmpty()) {
      return "DELETE FROM " + physical;
    }
    var assignments =
        set.entrySet().stream()
            .map(it -> column(naming, it.getKey()) + " = " + filled(naming, it.getValue()))
            .collect(joining(", "));
    return "UPDATE " + physical + " SET " + assignments;
  }

  private String condition(Naming naming) {
    return where == null ? "" : " WHERE " + filled(naming, where);
  }

  private static String filled(Naming naming, String sql) {
    return Placeholders.fill(sql, it -> Optional.of(column(naming, it)), _ -> {});
  }

  private static String column(Naming naming, String logical) {
    return SqlIdentifier.quoted(naming.column(logical));
  }
}
