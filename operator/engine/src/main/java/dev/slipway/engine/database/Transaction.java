package dev.slipway.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction that rolls back unless it was committed. It is READ COMMITTED whatever the database
 * prefers: a statement after a lock has to see what the former holder of that lock committed.
 */
public final class Transaction implements AutoCloseable {
  private final Connection connection;
  private boolean committed;

  private Transaction(Connection connection) {
    this.connection = connection;
  }

  /** Begins with the first statement; the connection is in autocommit before and afterwards. */
  public static Transaction begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return new Transaction(connection);
  }

  public void commit() throws SQLException {
    connection.commit();
    committed = true;
  }

  @Override
  public void close() throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    if (!committed) {
      connection.rollback();
    }
    connection.setAutoCommit(true);
  }
}
