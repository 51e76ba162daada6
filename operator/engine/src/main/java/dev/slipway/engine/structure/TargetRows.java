package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks about the rows that a target has. They are named by their keys, ten at most. */
final class TargetRows {
  private static final int LISTED_KEYS = 10;
  private static final int LONGEST_KEY = 40;

  private final Connection connection;
  private final String schema;

  TargetRows(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** Rows with a condition: how many, and the keys of the first. */
  record Found(long count, List<String> keys) {
    String inWords() {
      var words = count + (count == 1 ? " row" : " rows");
      if (keys.isEmpty()) {
        return words;
      }
      var more = count > keys.size() ? ", .." : "";
      return "%s (keys %s%s)".formatted(words, String.join(", ", keys), more);
    }
  }

  Found with(Table table, String condition) throws SQLException {
    var key =
        table.keyColumns().stream()
            .map(it -> "CAST(%s AS text)".formatted(quoted(it)))
            .collect(joining(", ", "pg_catalog.concat_ws('/', ", ")"));
    var order = table.keyColumns().stream().map(SqlIdentifier::quoted).collect(joining(", "));
    var query =
        "SELECT count(*) OVER (), %s FROM ONLY %s WHERE %s%s LIMIT %s"
            .formatted(
                table.keyColumns().isEmpty() ? "NULL" : key,
                name(table.name()),
                condition,
                order.isEmpty() ? "" : " ORDER BY " + order,
                LISTED_KEYS);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      long count = 0;
      var keys = new ArrayList<String>();
      while (rows.next()) {
        count = rows.getLong(1);
        Optional.ofNullable(rows.getString(2)).map(TargetRows::shortened).ifPresent(keys::add);
      }
      return new Found(count, keys);
    }
  }

  private static String shortened(String key) {
    return key.codePointCount(0, key.length()) <= LONGEST_KEY
        ? key
        : key.substring(0, key.offsetByCodePoints(0, LONGEST_KEY)) + "..";
  }

  /** Nothing where the question cannot be put before the structure is there: then that decides. */
  Optional<Long> tried(String query) throws SQLException {
    var save = connection.setSavepoint();
    try {
      return Optional.of(number(query));
    } catch (SQLException e) {
      if (!isAboutTheStatement(e)) {
        throw e;
      }
      connection.rollback(save);
      return Optional.empty();
    }
  }

  long number(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Leaves nothing of the step behind. */
  void isolated(Step step) throws SQLException {
    var save = connection.setSavepoint();
    step.run();
    connection.rollback(save);
  }

  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  String name(String table) {
    return qualified(schema, table);
  }

  /** Syntax, names and types; all else is about values, or about the session. */
  static boolean isAboutTheStatement(SQLException e) {
    var state = e.getSQLState();
    return state != null && Set.of("42", "0A").contains(state.substring(0, 2));
  }
}
