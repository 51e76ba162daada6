package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** What a schema was at one moment: its structure, and rows that all belong to that moment. */
public final class SchemaSnapshot implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  /**
   * For the whole session, since newer servers lock a table even to print a default. And rows that
   * a policy hides shall be a failure, not a gap.
   */
  private static final String CAREFULLY =
      "SET lock_timeout = '3s'; SET row_security = off; SET standard_conforming_strings = on";

  private final Connection session;
  private final Catalog structure;

  private SchemaSnapshot(Connection session, Catalog structure) {
    this.session = session;
    this.structure = structure;
  }

  /** In a session of its own, which ends with it. */
  public static SchemaSnapshot take(Sessions source, String schema, Choice choice)
      throws SQLException {
    var session = source.open();
    try {
      run(session, CAREFULLY);
      session.setAutoCommit(false);
      return take(session, schema, choice);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Locks first, and looks afterwards. A snapshot that is older than its locks shows a table empty
   * that somebody truncated or rewrote in between.
   */
  private static SchemaSnapshot take(Connection session, String schema, Choice choice)
      throws SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      session.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      session.setReadOnly(false);
      var seen = CatalogReader.read(session, schema);
      var structure = choice.choose(session, seen);
      session.rollback();
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      session.setReadOnly(true);
      lock(session, schema, structure);
      if (CatalogReader.read(session, schema).equals(seen)) {
        return new SchemaSnapshot(session, structure);
      }
      session.rollback();
    }
    throw new EngineException(
        FailureCode.LOCK_TIMEOUT,
        "the structure of schema " + schema + " keeps changing; try again once it rests");
  }

  /** In its transaction, which only reads. */
  public Connection session() {
    return session;
  }

  public Catalog structure() {
    return structure;
  }

  /**
   * COPY of rows in an order.
   *
   * @param source what follows FROM, with the table as {@code t}
   */
  public String copyOut(List<String> columns, String source, RowOrder order) {
    var selected =
        columns.stream().map(it -> "t." + SqlIdentifier.quoted(it)).collect(joining(", "));
    return "COPY (SELECT %s FROM %s ORDER BY %s) TO STDOUT"
        .formatted(selected, source, order.by("t", encoding()));
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  private String encoding() {
    try {
      var encoding = session.unwrap(PGConnection.class).getParameterStatus("server_encoding");
      return encoding == null ? "" : encoding;
    } catch (SQLException e) {
      throw new IllegalStateException("no connection of PostgreSQL's own driver", e);
    }
  }

  private static void lock(Connection session, String schema, Catalog wanted) throws SQLException {
    var tables =
        wanted.tables().stream()
            .filter(it -> it.kind() != TableKind.FOREIGN)
            .map(it -> "ONLY " + SqlIdentifier.qualified(schema, it.name()))
            .collect(joining(", "));
    if (!tables.isEmpty()) {
      run(session, "LOCK TABLE " + tables + " IN ACCESS SHARE MODE");
    }
  }

  /** A statement in the snapshot's own transaction. */
  public void execute(String sql) throws SQLException {
    run(session, sql);
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What is taken of a schema. Its tables stay as they are while the snapshot is open. */
  @FunctionalInterface
  public interface Choice {
    /**
     * @param session in a transaction that may write, and is rolled back afterwards
     */
    Catalog choose(Connection session, Catalog seen) throws SQLException;
  }
}
