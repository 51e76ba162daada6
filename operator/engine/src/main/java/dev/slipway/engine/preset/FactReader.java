package dev.slipway.engine.preset;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.catalog.SqlIdentifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks a database the queries of a preset. */
final class FactReader {
  private static final String COLUMNS_OF_TABLES =
      """
      SELECT c.relname, a.attname
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a
          ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
       ORDER BY c.relname, a.attnum
      """;

  private final Connection connection;
  private final String schema;
  private final PhysicalNames names;

  private FactReader(Connection connection, String schema, PhysicalNames names) {
    this.connection = connection;
    this.schema = schema;
    this.names = names;
  }

  static AppFacts read(Connection connection, String schema, Preset preset, Naming naming)
      throws SQLException {
    var names = new PhysicalNames(naming, columnsOfTables(connection, schema));
    var reader = new FactReader(connection, schema, names);
    var facts = preset.facts();
    return new AppFacts(
        reader.ask(facts.version(), FactReader::first),
        reader.ask(facts.plugins(), FactReader::plugins),
        reader.ask(facts.initialised(), rows -> rows.next() && rows.getBoolean(1)));
  }

  static SortedSet<String> variables(
      Connection connection, String schema, Preset preset, Naming naming) throws SQLException {
    var names = new PhysicalNames(naming, columnsOfTables(connection, schema));
    var reader = new FactReader(connection, schema, names);
    var found = reader.ask(preset.facts().variables(), FactReader::names);
    return found == null ? new TreeSet<>() : found;
  }

  private <T> @Nullable T ask(Fact fact, Answer<T> answer) throws SQLException {
    if (fact.sql() == null) {
      return null;
    }
    var missing = new ArrayList<String>();
    var sql = Placeholders.fill(fact.sql(), this::physical, missing::add);
    if (!missing.isEmpty()) {
      return null;
    }
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return answer.of(rows);
    }
  }

  private Optional<String> physical(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? names.table(name).map(it -> SqlIdentifier.qualified(schema, it))
        : names
            .table(name.substring(0, dot))
            .flatMap(it -> names.column(it, name.substring(dot + 1)))
            .map(SqlIdentifier::quoted);
  }

  private static @Nullable String first(ResultSet rows) throws SQLException {
    return rows.next() ? rows.getString(1) : null;
  }

  private static SortedSet<String> names(ResultSet rows) throws SQLException {
    var names = new TreeSet<String>();
    while (rows.next()) {
      names.add(requireNonNullElse(rows.getString(1), ""));
    }
    return names;
  }

  private static SortedMap<String, AppFacts.Plugin> plugins(ResultSet rows) throws SQLException {
    var plugins = new TreeMap<String, AppFacts.Plugin>();
    while (rows.next()) {
      var version = requireNonNullElse(rows.getString(2), "");
      plugins.put(
          requireNonNullElse(rows.getString(1), ""),
          new AppFacts.Plugin(version, rows.getBoolean(3)));
    }
    return plugins;
  }

  private static Map<String, List<String>> columnsOfTables(Connection connection, String schema)
      throws SQLException {
    var columns = new HashMap<String, List<String>>();
    try (var statement = connection.prepareStatement(COLUMNS_OF_TABLES)) {
      statement.setString(1, schema);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getString(2));
        }
      }
    }
    return columns;
  }

  @FunctionalInterface
  private interface Answer<T> {
    @Nullable T of(ResultSet rows) throws SQLException;
  }
}
