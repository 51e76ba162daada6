package dev.slipway.engine.restore;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.backup.NeededExtension;
import dev.slipway.engine.catalog.SqlLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a restore says itself, before the script of pg_restore and after it. */
final class RestoreSql {
  private static final String CLEAR_SCHEMA = resource("clear-schema.sql");
  private static final String RESET_SCHEMA = resource("reset-schema.sql");
  private static final String BEGIN =
      """
      BEGIN ISOLATION LEVEL READ COMMITTED;
      SET LOCAL lock_timeout = '30s';
      SET LOCAL search_path = '';
      -- for its indexes; it is one session, and the app is not at work
      SELECT pg_catalog.set_config('maintenance_work_mem', '256MB', true)
       WHERE pg_catalog.pg_size_bytes(pg_catalog.current_setting('maintenance_work_mem')) < 268435456;
      """;

  private final StringBuilder script = new StringBuilder();

  private RestoreSql() {}

  /** Begins, and empties the schemas, or makes those that are missing. */
  static String opening(RestoreStatements statements, List<String> schemas, RestoreTarget target) {
    var sql = new RestoreSql();
    sql.script.append(statements.before()).append(";\n").append(BEGIN);
    sql.script.append(statements.first()).append(";\n");
    schemas.forEach(it -> sql.clear(it, target.ownerOf(it)));
    target.extensions().forEach(sql::create);
    target.extensionContent().clearing().forEach(sql.script::append);
    for (var schema : schemas) {
      if (target.isOurs(schema)) {
        target.owners().forEach(it -> sql.letOwn(schema, it));
      }
    }
    return sql.script.toString();
  }

  /**
   * Makes the schemas those of the backup.
   *
   * @param described what the dump says of them
   */
  static String ending(List<String> schemas, String described, RestoreStatements statements) {
    var sql = new RestoreSql();
    for (var schema : schemas) {
      sql.set("slipway.schema", schema);
      sql.script.append(RESET_SCHEMA);
    }
    return sql.script.append(described).append('\n').append(statements.last()).toString();
  }

  /** To own something there, a role must be allowed to create it. */
  private void letOwn(String schema, String role) {
    script
        .append("GRANT CREATE ON SCHEMA ")
        .append(quoted(schema))
        .append(" TO ")
        .append(quoted(role))
        .append(";\n");
  }

  private void clear(String schema, String owner) {
    set("slipway.schema", schema);
    set("slipway.owner", owner);
    script.append(CLEAR_SCHEMA);
  }

  private void set(String setting, String value) {
    script
        .append("SELECT pg_catalog.set_config('")
        .append(setting)
        .append("', ")
        .append(SqlLiteral.quoted(value))
        .append(", true);\n");
  }

  private void create(NeededExtension extension) {
    var schema = quoted(extension.schema());
    if (!extension.schema().startsWith("pg_")) {
      script.append("CREATE SCHEMA IF NOT EXISTS ").append(schema).append(";\n");
    }
    script
        .append("CREATE EXTENSION ")
        .append(quoted(extension.name()))
        .append(" SCHEMA ")
        .append(schema)
        .append(";\n");
  }

  private static String resource(String name) {
    try (var sql = requireNonNull(RestoreSql.class.getResourceAsStream(name), name)) {
      return new String(sql.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
