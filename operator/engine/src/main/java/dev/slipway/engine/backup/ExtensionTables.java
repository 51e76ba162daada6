package dev.slipway.engine.backup;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of extensions whose rows a dump of some schemas holds, as far as the extension does
 * not bring them itself: it says by a condition which these are.
 */
public final class ExtensionTables {
  private static final String TABLES =
      """
      SELECT e.extname, n.nspname, c.relname, t.condition,
             pg_catalog.has_table_privilege(c.oid, 'INSERT')
               AND pg_catalog.has_table_privilege(c.oid, 'DELETE')
        FROM pg_catalog.pg_extension e
       CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig),
                                     pg_catalog.unnest(e.extcondition)) AS t (oid, condition)
        JOIN pg_catalog.pg_class c ON c.oid = t.oid AND c.relkind = 'r'
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY (?)
       ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  /** The rows in an order that no setting has a say in. */
  private static final String ROWS =
      """
      SELECT count(*), pg_catalog.md5(
               coalesce(pg_catalog.string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), ''))
        FROM ONLY \
      """;

  private final Connection session;
  private final List<String> schemas;

  public ExtensionTables(Connection session, List<String> schemas) {
    this.session = session;
    this.schemas = schemas;
  }

  /**
   * One of them.
   *
   * @param condition that these rows meet
   * @param isWritable whether our role may replace them
   */
  public record Table(ExtensionRows content, String condition, boolean isWritable) {}

  public List<Table> read() throws SQLException {
    var found = new ArrayList<Table>();
    try (var statement = session.prepareStatement(TABLES)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(table(rows));
        }
      }
    }
    return found;
  }

  private Table table(ResultSet row) throws SQLException {
    var schema = row.getString(2);
    var name = row.getString(3);
    var condition = row.getString(4) == null ? "" : row.getString(4);
    var query = ROWS + quoted(schema) + "." + quoted(name) + " AS t " + condition;
    try (PreparedStatement statement = session.prepareStatement(query);
        var answer = statement.executeQuery()) {
      answer.next();
      var content =
          new ExtensionRows(row.getString(1), schema, name, answer.getLong(1), answer.getString(2));
      return new Table(content, condition, row.getBoolean(5));
    }
  }
}
