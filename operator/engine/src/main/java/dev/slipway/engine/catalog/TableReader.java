package dev.slipway.engine.catalog;

import static dev.slipway.engine.catalog.Questions.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Puts tables together from what the server tells about all of them at once. */
final class TableReader {
  private static final String KEY = "table_name";

  private TableReader() {}

  static List<Table> read(Questions questions) throws SQLException {
    var columns = questions.grouped(CatalogQueries.COLUMNS_IN_ORDER, KEY, TableReader::column);
    var keys = questions.grouped(CatalogQueries.KEYS, KEY, TableReader::key);
    var indexes = questions.grouped(CatalogQueries.INDEXES, KEY, TableReader::index);
    var checks = questions.grouped(CatalogQueries.CHECKS, KEY, TableReader::check);
    var foreignKeys = questions.grouped(CatalogQueries.FOREIGN_KEYS, KEY, TableReader::foreignKey);
    return questions.list(
        CatalogQueries.TABLES,
        row -> {
          var name = row.getString("name");
          var own = keys.getOrDefault(name, List.of());
          return new Table(
              name,
              TableKind.valueOf(row.getString("kind")),
              columns.getOrDefault(name, List.of()),
              own.stream().filter(FoundKey::primary).map(FoundKey::key).findFirst().orElse(null),
              own.stream().filter(it -> !it.primary()).map(FoundKey::key).toList(),
              indexes.getOrDefault(name, List.of()),
              checks.getOrDefault(name, List.of()),
              foreignKeys.getOrDefault(name, List.of()),
              texts(row, "parents"),
              row.getString("comment"));
        });
  }

  private static Column column(ResultSet row) throws SQLException {
    var identity = row.getString("identity");
    var generated = row.getString("generated");
    return new Column(
        row.getString("name"),
        row.getString("type"),
        row.getBoolean("not_null"),
        row.getString("default_expression"),
        row.getString("collation"),
        identity == null ? null : Identity.valueOf(identity),
        generated == null ? null : Generated.valueOf(generated),
        row.getString("enum_name"),
        row.getBoolean("inherited"),
        row.getString("comment"));
  }

  private static FoundKey key(ResultSet row) throws SQLException {
    var key =
        new Key(
            row.getString("name"),
            texts(row, "columns"),
            row.getString("definition"),
            row.getString("comment"));
    return new FoundKey(row.getBoolean("is_primary"), key);
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(
        row.getString("name"),
        row.getBoolean("is_unique"),
        row.getString("definition"),
        row.getString("comment"));
  }

  private static Check check(ResultSet row) throws SQLException {
    return new Check(
        row.getString("name"),
        row.getString("definition"),
        row.getBoolean("inherited"),
        row.getString("comment"));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString("name"),
        texts(row, "columns"),
        row.getString("referenced_table"),
        row.getString("definition"),
        row.getString("comment"));
  }

  private record FoundKey(boolean primary, Key key) {}
}
