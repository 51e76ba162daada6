package dev.slipway.engine.catalog;

import dev.slipway.testkit.postgres.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real connection that counts the statements it is asked to make. */
final class CountingConnection {
  private CountingConnection() {}

  static int statements(Database database, Work work) throws SQLException {
    var count = new AtomicInteger();
    try (var connection = database.connect()) {
      connection.setAutoCommit(false);
      work.on(counting(connection, count));
    }
    return count.get();
  }

  private static Connection counting(Connection connection, AtomicInteger count) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().endsWith("Statement")) {
                count.incrementAndGet();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws SQLException;
  }
}
