package dev.slipway.engine.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection whose server process dies at one of the calls that reach the server. The calls are
 * counted, so a test can go through all of them without knowing what they are.
 */
public final class CutConnection {
  /** Which side of the call the cut is on. */
  public enum Side {
    /** The server is gone before it hears of the call. */
    BEFORE,
    /** The server has done what it was told, and its answer is lost. */
    AFTER
  }

  private static final Set<String> REACH_THE_SERVER =
      Set.of(
          "execute",
          "executeQuery",
          "executeUpdate",
          "commit",
          "rollback",
          "setSavepoint",
          "unwrap");

  private final Connection real;
  private final Connection killer;
  private final int place;
  private final Side side;
  private final int backend;
  private final AtomicInteger calls = new AtomicInteger();

  private CutConnection(Connection real, Connection killer, int place, Side side)
      throws SQLException {
    this.real = real;
    this.killer = killer;
    this.place = place;
    this.side = side;
    this.backend =
        Integer.parseInt(AppDatabase.valuesOver(real, "SELECT pg_backend_pid()").getFirst());
  }

  /**
   * @param place of the call that is cut, from 1 on
   * @param killer a session of the same role
   */
  public static Connection over(Connection real, Connection killer, int place, Side side)
      throws SQLException {
    var cut = new CutConnection(real, killer, place, side);
    return wrap(Connection.class, cut.around(real));
  }

  private InvocationHandler around(Object target) {
    return (_, method, arguments) -> {
      boolean isCut =
          REACH_THE_SERVER.contains(method.getName()) && calls.incrementAndGet() == place;
      if (isCut && side == Side.BEFORE) {
        kill();
      }
      if (isCut && side == Side.AFTER) {
        throw lostAnswer(target, method, arguments);
      }
      var answer = call(target, method, arguments);
      return switch (answer) {
        case PreparedStatement statement -> wrap(PreparedStatement.class, around(statement));
        case Statement statement -> wrap(Statement.class, around(statement));
        case null, default -> answer;
      };
    };
  }

  private SQLException lostAnswer(Object target, Method method, Object[] arguments)
      throws Throwable {
    var lost = new SQLException("the answer was lost", "08006");
    try {
      call(target, method, arguments);
    } catch (SQLException refusal) {
      lost.addSuppressed(refusal);
    }
    kill();
    real.close();
    return lost;
  }

  private void kill() throws SQLException {
    AppDatabase.valuesOver(killer, "SELECT pg_terminate_backend(%s, 5000)".formatted(backend));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T wrap(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CutConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
