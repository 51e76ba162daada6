package dev.slipway.engine.observe;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Says which database this is, how large, and what may be done in it. Reads the catalog only. */
public final class DatabaseObserver {
  private static final String DATABASE =
      """
      SELECT current_setting('server_version') AS server_version,
             (SELECT system_identifier::text FROM pg_catalog.pg_control_system()) AS system_identifier,
             d.oid::bigint AS database_oid,
             pg_catalog.pg_database_size(d.oid) AS database_bytes,
             (SELECT count(*)
                FROM pg_catalog.pg_class c
               WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')) AS tables,
             pg_catalog.array_remove(ARRAY[
               CASE WHEN r.rolsuper THEN 'Superuser' END,
               CASE WHEN r.rolbypassrls THEN 'BypassesRowSecurity' END,
               CASE WHEN r.rolcreaterole THEN 'CreatesRoles' END,
               CASE WHEN r.rolcreatedb THEN 'CreatesDatabases' END,
               CASE WHEN pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')
                    THEN 'EndsSessions' END,
               CASE WHEN pg_catalog.pg_has_role(d.datdba, 'USAGE') THEN 'OwnsDatabase' END,
               CASE WHEN pg_catalog.has_database_privilege(d.oid, 'CREATE')
                    THEN 'CreatesSchemas' END,
               CASE WHEN pg_catalog.pg_has_role(n.nspowner, 'USAGE') THEN 'OwnsSchema' END,
               CASE WHEN pg_catalog.has_schema_privilege(n.oid, 'CREATE')
                    THEN 'CreatesTables' END,
               CASE WHEN NOT EXISTS (
                           SELECT FROM pg_catalog.pg_class c
                            WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
                              AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))
                    THEN 'OwnsTables' END], NULL) AS rights
        FROM pg_catalog.pg_database d
        JOIN pg_catalog.pg_roles r ON r.rolname = CURRENT_USER
        JOIN pg_catalog.pg_namespace n ON n.nspname = ?
       WHERE d.datname = pg_catalog.current_database()
      """;

  private final Sessions sessions;
  private final String schema;

  public DatabaseObserver(Sessions sessions, String schema) {
    this.sessions = sessions;
    this.schema = schema;
  }

  public DatabaseSeen observe() {
    try (var session = sessions.open();
        var query = session.prepareStatement(DATABASE)) {
      query.setString(1, schema);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          throw new EngineException(
              FailureCode.SCHEMA_MISSING,
              "there is no schema "
                  + schema
                  + " in "
                  + sessions.login().inWords()
                  + ": correct database.schema, or start the app once so that it makes it");
        }
        return seen(row);
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private static DatabaseSeen seen(ResultSet row) throws SQLException {
    return new DatabaseSeen(
        row.getString("server_version"),
        row.getString("system_identifier"),
        row.getLong("database_oid"),
        row.getLong("database_bytes"),
        row.getInt("tables"),
        List.of((String[]) row.getArray("rights").getArray()));
  }
}
