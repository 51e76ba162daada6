package dev.slipway.cli.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Tells how long a session kept writers out: from its first such lock to the end of COMMIT. */
final class LockedTime {
  private long began;
  private double millis;

  double millis() {
    return millis;
  }

  Connection over(Connection real) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          var answer = call(real, method, arguments);
          if (method.getName().equals("commit") && began != 0) {
            millis = (System.nanoTime() - began) / 1e6;
            began = 0;
          }
          return answer instanceof Statement statement && method.getName().equals("createStatement")
              ? over(statement)
              : answer;
        };
    return proxy(Connection.class, handler);
  }

  private Statement over(Statement real) {
    return proxy(
        Statement.class,
        (_, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof String sql && locks(sql)) {
            began = System.nanoTime();
          }
          return call(real, method, arguments);
        });
  }

  private static boolean locks(String sql) {
    return sql.startsWith("LOCK TABLE") && sql.contains("SHARE ROW EXCLUSIVE");
  }

  private static Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(LockedTime.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
