package dev.slipway.engine.restore;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.backup.NeededExtension;
import dev.slipway.engine.catalog.SqlLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a restore says before the script of pg_restore: it makes room for what comes back. */
final class RestoreOpening {
  private static final String CLEAR_SCHEMA = resource("clear-schema.sql");
  private static final String BEGIN =
      """
      BEGIN ISOLATION LEVEL READ COMMITTED;
      SET LOCAL lock_timeout = '30s';
      SET LOCAL search_path = '';
      """;

  private final StringBuilder script = new StringBuilder();

  private RestoreOpening(RestoreStatements statements) {
    script.append(statements.before()).append(";\n").append(BEGIN);
    script.append(statements.first()).append(";\n");
  }

  /** Empties the schemas, or makes those that are missing. */
  static String of(RestoreStatements statements, List<String> schemas, RestoreTarget target) {
    var opening = new RestoreOpening(statements);
    schemas.forEach(it -> opening.clear(it, target.ownerOf(it)));
    target.extensions().forEach(opening::create);
    return opening.script.toString();
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
    try (var sql = requireNonNull(RestoreOpening.class.getResourceAsStream(name), name)) {
      return new String(sql.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
