package dev.slipway.engine.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A connection after each of whose statements a test gets to do something of its own. */
public final class WatchedConnection {
  private WatchedConnection() {}

  public static Connection over(Connection real, Runnable afterEach) {
    return wrap(Connection.class, around(real, afterEach));
  }

  private static InvocationHandler around(Object target, Runnable afterEach) {
    return (_, method, arguments) -> {
      try {
        var answer = method.invoke(target, arguments);
        if (method.getName().startsWith("execute")) {
          afterEach.run();
        }
        return switch (answer) {
          case PreparedStatement statement ->
              wrap(PreparedStatement.class, around(statement, afterEach));
          case Statement statement -> wrap(Statement.class, around(statement, afterEach));
          case null, default -> answer;
        };
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    };
  }

  private static <T> T wrap(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
