package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of rows in a file and in a comparison, the same on every server. Where it is a type's
 * own, the server reads along the key's index and does not sort.
 */
public sealed interface RowOrder {
  /** By each of these, one after the other. */
  record Key(List<SortKey> columns) implements RowOrder {
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /** By the text of the row that these columns make up. */
  record WholeRow(List<String> columns) implements RowOrder {
    public WholeRow {
      columns = List.copyOf(columns);
    }
  }

  /** By the key; where there is none, by the whole row. */
  static RowOrder of(Table table, List<String> key, List<String> columns) {
    return key.isEmpty()
        ? new WholeRow(columns)
        : new Key(key.stream().map(it -> SortKey.of(table, it)).toList());
  }

  /** An order in which two tables can be read that both have these columns. */
  static RowOrder ofBoth(Table table, Table other, List<String> key, List<String> columns) {
    return key.isEmpty()
        ? new WholeRow(columns)
        : new Key(
            key.stream().map(it -> SortKey.of(table, it).and(SortKey.of(other, it))).toList());
  }

  /** Whether rows that are in the one order are in the other. */
  default boolean sortsLike(RowOrder other) {
    return (this instanceof Key(var keys) && other instanceof Key(var others))
        ? sortAlike(keys, others)
        : equals(other);
  }

  /** What follows ORDER BY. */
  default String by(String alias, String serverEncoding) {
    return switch (this) {
      case Key(var keys) ->
          keys.stream()
              .map(
                  it -> {
                    var column = column(alias, it.column());
                    return switch (it.kind()) {
                      case NUMBER, UUID -> column;
                      case TEXT -> bytes(column + "::text", serverEncoding);
                    };
                  })
              .collect(joining(", "));
      case WholeRow(var columns) ->
          bytes(
              columns.stream().map(it -> column(alias, it)).collect(joining(", ", "ROW(", ")"))
                  + "::text",
              serverEncoding);
    };
  }

  private static boolean sortAlike(List<SortKey> keys, List<SortKey> others) {
    return keys.size() == others.size()
        && IntStream.range(0, keys.size())
            .allMatch(place -> keys.get(place).sortsLike(others.get(place)));
  }

  private static String column(String alias, String name) {
    return alias + "." + SqlIdentifier.quoted(name);
  }

  private static String bytes(String text, String serverEncoding) {
    return serverEncoding.equals("UTF8")
        ? text + " COLLATE \"C\""
        : "pg_catalog.convert_to(" + text + ", 'UTF8')";
  }
}
