package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * The order of rows in a file and in a comparison: that of the UTF-8 bytes of a text, and so the
 * same for every type, collation, encoding and server.
 */
public sealed interface RowOrder {
  /** By the text of each of these columns, one after the other. */
  record Key(List<String> columns) implements RowOrder {
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
  static RowOrder of(List<String> keyColumns, List<String> columns) {
    return keyColumns.isEmpty() ? new WholeRow(columns) : new Key(keyColumns);
  }

  /** What follows ORDER BY. */
  default String by(String alias, String serverEncoding) {
    return switch (this) {
      case Key(var columns) ->
          columns.stream()
              .map(it -> bytes(column(alias, it) + "::text", serverEncoding))
              .collect(joining(", "));
      case WholeRow(var columns) ->
          bytes(
              columns.stream().map(it -> column(alias, it)).collect(joining(", ", "ROW(", ")"))
                  + "::text",
              serverEncoding);
    };
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
