package dev.slipway.engine.expression;

import dev.slipway.engine.catalog.SqlIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Has PostgreSQL read an expression over a table without running it, and looks at what it calls:
 * only functions that came with PostgreSQL, and none that could change anything.
 */
public final class ExpressionCheck {
  private static final String VIEW = "slipway_expression";

  /** What PostgreSQL came with is pinned and has no entry here. */
  private static final String FOREIGN_PARTS =
      """
      SELECT DISTINCT pg_catalog.pg_describe_object(d.refclassid, d.refobjid, 0)
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_depend d
          ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
       WHERE r.ev_class = 'pg_temp.slipway_expression'::pg_catalog.regclass
         AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass,
                              'pg_catalog.pg_operator'::pg_catalog.regclass)
       ORDER BY 1
       LIMIT 1
      """;

  /** The rule's tree names every function that will be called, those behind operators too. */
  private static final String CHANGING_FUNCTION =
      """
      SELECT p.proname
        FROM pg_catalog.pg_rewrite r
       CROSS JOIN LATERAL pg_catalog.regexp_matches(
               r.ev_action::text,
               ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([0-9]+)', 'g') AS called (oids)
        JOIN pg_catalog.pg_proc p ON p.oid = called.oids[1]::pg_catalog.oid
       WHERE r.ev_class = 'pg_temp.slipway_expression'::pg_catalog.regclass
         AND p.provolatile = 'v'
       ORDER BY 1
       LIMIT 1
      """;

  private final Connection transaction;
  private final String schema;

  /**
   * @param transaction that may write, and is rolled back afterwards
   */
  public ExpressionCheck(Connection transaction, String schema) {
    this.transaction = transaction;
    this.schema = schema;
  }

  /** What is wrong with a condition on rows of the table; empty where nothing is. */
  public Optional<String> faultOfCondition(String table, String condition) throws SQLException {
    return fault(table, "SELECT 1 AS one FROM ONLY %s AS t WHERE (%s)", condition);
  }

  /** What is wrong with an expression over a row of the table; empty where nothing is. */
  public Optional<String> faultOfValue(String table, String expression) throws SQLException {
    return fault(table, "SELECT (%2$s) AS value FROM ONLY %1$s AS t", expression);
  }

  private Optional<String> fault(String table, String query, String expression)
      throws SQLException {
    var fault = SqlExpression.fault(expression);
    if (fault.isPresent()) {
      return fault;
    }
    var before = transaction.setSavepoint();
    try {
      var select = query.formatted(SqlIdentifier.qualified(schema, table), expression);
      return faultOfView("CREATE TEMP VIEW " + VIEW + " AS " + select);
    } finally {
      transaction.rollback(before);
    }
  }

  private Optional<String> faultOfView(String create) throws SQLException {
    try (var statement = transaction.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET LOCAL standard_conforming_strings = on");
      statement.execute(create);
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
        throw e;
      }
      return Optional.of("cannot be read by PostgreSQL: " + firstLine(e));
    }
    var foreign = first(FOREIGN_PARTS, "uses %s, which did not come with PostgreSQL");
    return foreign.isPresent()
        ? foreign
        : first(CHANGING_FUNCTION, "calls %s, which may change something or answer differently");
  }

  private Optional<String> first(String query, String words) throws SQLException {
    try (var statement = transaction.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.of(words.formatted(rows.getString(1))) : Optional.empty();
    }
  }

  private static String firstLine(SQLException e) {
    var message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message).replaceFirst("^ERROR: ", "");
  }
}
