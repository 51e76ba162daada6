package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** The statements of one transaction on the target, whose unqualified names are its schema's. */
record TargetSession(Connection connection, String schema) {

  /** Row security would hide rows in silence; so switched off it makes them an error. */
  void prepare() throws SQLException {
    run("SET LOCAL search_path = " + quoted(schema) + ", pg_temp");
    run("SET LOCAL row_security = off");
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void run(String sql, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      statement.execute();
    }
  }

  void runAll(List<String> statements) throws SQLException {
    for (var sql : statements) {
      run(sql);
    }
  }

  /** All of them in one message, so that nobody waits for the way there and back of each. */
  void runTogether(List<String> statements) throws SQLException {
    if (!statements.isEmpty()) {
      run(String.join(";\n", statements));
    }
  }

  /** Whether it could be done; where this very failure is why not, nothing of it is. */
  boolean triedUnless(String sqlState, Work work) throws SQLException {
    var before = connection.setSavepoint();
    try {
      work.run();
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!sqlState.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }

  List<String> texts(String query, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      set(statement, parameters);
      var texts = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  /** Every row as the texts of its columns, none of which is NULL. */
  List<List<String>> rows(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var all = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The numbers of the only row that the query answers. */
  List<Long> numbers(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      var numbers = new ArrayList<Long>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        numbers.add(rows.getLong(i));
      }
      return numbers;
    }
  }

  /**
   * The number that a query answers; empty where the query cannot be put, or fails on a value.
   * Whatever it would have foretold, the database then says by itself.
   */
  Optional<Long> tried(String query) throws SQLException {
    var before = connection.setSavepoint();
    try {
      var number = numbers(query).getFirst();
      connection.releaseSavepoint(before);
      return Optional.of(number);
    } catch (SQLException e) {
      var state = String.valueOf(e.getSQLState());
      if (!state.startsWith("42") && !state.startsWith("22")) {
        throw e;
      }
      connection.rollback(before);
      return Optional.empty();
    }
  }

  long copyIn(String copy, InputStream rows) throws SQLException, IOException {
    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, rows);
  }

  /** Statements of this session. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
