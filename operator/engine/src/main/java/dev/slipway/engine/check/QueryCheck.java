package dev.slipway.engine.check;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.database.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/**
 * A query that answers with one value, in a transaction that cannot write. Of the answer only a
 * number is ever shown.
 */
public record QueryCheck(String name, String query, Expectation expected) {
  private static final int TIMEOUT_SECONDS = 60;

  Verdict make(Sessions sessions, String schema) {
    try (var session = sessions.open()) {
      return requireOneStatement() ? ask(session, schema) : failed("it is more than one statement");
    } catch (EngineException e) {
      return new Verdict.Inconclusive(name, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return QueryFailure.of(name, e);
    }
  }

  /** A second statement could end the transaction that cannot write, and begin one that can. */
  private boolean requireOneStatement() throws SQLException {
    return Parser.parseJdbcSql(query, true, false, true, false, false).size() <= 1;
  }

  private Verdict ask(Connection session, String schema) throws SQLException {
    session.setReadOnly(true);
    session.setAutoCommit(false);
    try (var statement = session.createStatement()) {
      statement.execute("SET LOCAL search_path = " + SqlIdentifier.quoted(schema));
      statement.execute("SET LOCAL statement_timeout = '%ss'".formatted(TIMEOUT_SECONDS));
      statement.setMaxRows(2);
      return statement.execute(query)
          ? judge(statement.getResultSet())
          : failed("it answers with no rows; write a query with one row and one column");
    } finally {
      session.rollback();
    }
  }

  private Verdict judge(ResultSet rows) throws SQLException {
    if (rows.getMetaData().getColumnCount() != 1) {
      return failed("it answers with more than one column, or none; one is expected");
    }
    if (!rows.next()) {
      return failed("it answers with no row; one is expected");
    }
    var answer = value(rows);
    if (rows.next()) {
      return failed("it answers with more than one row; one is expected");
    }
    return expected.isMetBy(answer)
        ? new Verdict.Passed(name)
        : failed("expected %s, and it answers %s".formatted(expected.text(), inWords(answer)));
  }

  /** The server writes t and f, which nobody does who writes a check. */
  private static @Nullable String value(ResultSet rows) throws SQLException {
    var text = rows.getString(1);
    boolean isBoolean =
        text != null
            && rows.getMetaData().getColumnType(1) == Types.BIT
            && "bool".equals(rows.getMetaData().getColumnTypeName(1));
    return isBoolean ? String.valueOf(rows.getBoolean(1)) : text;
  }

  private static String inWords(@Nullable String answer) {
    if (answer == null) {
      return "NULL";
    }
    return Expectation.number(answer).isPresent() ? answer.strip() : "something else";
  }

  private Verdict failed(String why) {
    return new Verdict.Failed(name, why);
  }
}
