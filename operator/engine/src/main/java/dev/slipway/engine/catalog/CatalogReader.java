package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema whole, in the caller's transaction and as any role that owns it. The number of
 * statements does not grow with the number of tables.
 */
public final class CatalogReader {
  private final Connection connection;
  private final String schema;

  private CatalogReader(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** Leaves the session's settings as they were; where it fails, the caller's rollback does. */
  public static Catalog read(Connection connection, String schema) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException("a catalog is read in the caller's transaction");
    }
    var reader = new CatalogReader(connection, schema);
    // PostgreSQL itself then writes every name relative to the schema, which no parser of ours
    // could
    var before = reader.ask(CatalogQueries.PATH_BEFORE_AND_NOW, schema, row -> row.getString(1));
    var catalog = reader.read();
    reader.ask(CatalogQueries.PATH_AGAIN, before.getFirst(), row -> row.getString(1));
    return catalog;
  }

  private Catalog read() throws SQLException {
    return new Catalog(
        tables(),
        list(CatalogQueries.SEQUENCES, CatalogReader::sequence),
        list(
            CatalogQueries.ENUMS, row -> new EnumType(row.getString("name"), texts(row, "labels"))),
        list(CatalogQueries.UNSUPPORTED, CatalogReader::unsupported));
  }

  private List<Table> tables() throws SQLException {
    var columns = byTable(CatalogQueries.COLUMNS_IN_ORDER, CatalogReader::column);
    var keys = byTable(CatalogQueries.KEYS, CatalogReader::key);
    var indexes = byTable(CatalogQueries.INDEXES, CatalogReader::index);
    var checks = byTable(CatalogQueries.CHECKS, CatalogReader::check);
    var foreignKeys = byTable(CatalogQueries.FOREIGN_KEYS, CatalogReader::foreignKey);
    return list(
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
        row.getString("comment"));
  }

  private static FoundKey key(ResultSet row) throws SQLException {
    var key = new Key(row.getString("name"), texts(row, "columns"), row.getString("definition"));
    return new FoundKey(row.getBoolean("is_primary"), key);
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(
        row.getString("name"), row.getBoolean("is_unique"), row.getString("definition"));
  }

  private static Check check(ResultSet row) throws SQLException {
    return new Check(row.getString("name"), row.getString("definition"));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString("name"),
        texts(row, "columns"),
        row.getString("referenced_table"),
        row.getString("definition"));
  }

  private static Sequence sequence(ResultSet row) throws SQLException {
    return new Sequence(
        row.getString("name"),
        row.getString("type"),
        row.getLong("seqstart"),
        row.getLong("seqincrement"),
        row.getLong("seqmin"),
        row.getLong("seqmax"),
        row.getLong("seqcache"),
        row.getBoolean("seqcycle"),
        owner(row),
        texts(row, "users"));
  }

  private static @Nullable SequenceOwner owner(ResultSet row) throws SQLException {
    var table = row.getString("owner_table");
    return table == null
        ? null
        : new SequenceOwner(table, row.getString("owner_column"), row.getBoolean("is_identity"));
  }

  private static Unsupported unsupported(ResultSet row) throws SQLException {
    return new Unsupported(
        UnsupportedKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("table_name"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private <T> Map<String, List<T>> byTable(String query, RowReader<T> reader) throws SQLException {
    return list(query, row -> Map.entry(row.getString("table_name"), reader.read(row))).stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  private <T> List<T> list(String query, RowReader<T> reader) throws SQLException {
    return ask(query, schema, reader);
  }

  private <T> List<T> ask(String query, String parameter, RowReader<T> reader) throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        while (rows.next()) {
          list.add(reader.read(rows));
        }
        return list;
      }
    }
  }

  private record FoundKey(boolean primary, Key key) {}

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
