package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.file.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the rows of a file wait beside the target: in the session's temporary schema, or in one of
 * a run, which outlives the session so that a successor goes on where its predecessor was.
 */
record StageSchema(String name, String run) {
  static final StageSchema TEMPORARY = new StageSchema("pg_temp", "");

  private static final String PREFIX = "slipway_stage_";
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]{1,49}");

  /** Whose a schema is stands in its comment: not every run's name is one of a schema. */
  private static final String OWNER = "slipway run ";

  /** Dropping needs a lock for each, and a server has only so many. */
  private static final int DROPPED_AT_ONCE = 50;

  private static final String IS_THERE = "SELECT 1 FROM pg_namespace WHERE nspname = ?";

  private static final String TABLES =
      """
      SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ? LIMIT
      """
          + DROPPED_AT_ONCE;

  static StageSchema of(String run) {
    var rest =
        PLAIN.matcher(run).matches() ? run : Digest.of(run.getBytes(UTF_8)).hex().substring(0, 40);
    return new StageSchema(PREFIX + rest, run);
  }

  boolean isTemporary() {
    return equals(TEMPORARY);
  }

  /** A name of a table in it, as SQL takes it. */
  String table(int number) {
    return isTemporary()
        ? name + "." + PREFIX + number
        : quoted(name) + "." + quoted("rows_" + number);
  }

  /** Of one with the keys of rows that are to go. */
  String leaving(int number) {
    return isTemporary()
        ? table(number) + "_leaving"
        : quoted(name) + "." + quoted("leaving_" + number);
  }

  /** What has been loaded, of which file and into which columns. */
  String loaded() {
    return quoted(name) + ".loaded";
  }

  /**
   * Says that this session works with it, so that nobody takes it for left behind, until the
   * session ends.
   */
  void use(TargetSession session) throws SQLException {
    session.run("SELECT pg_advisory_lock_shared(%s)".formatted(key()));
  }

  /** Belongs in a transaction. */
  void create(TargetSession session) throws SQLException {
    if (isThere(session)) {
      return;
    }
    session.run("CREATE SCHEMA " + quoted(name));
    session.run(
        "COMMENT ON SCHEMA %s IS %s".formatted(quoted(name), SqlLiteral.quoted(OWNER + run)));
    session.run(
        """
        CREATE TABLE %s (
          stage text PRIMARY KEY, file text NOT NULL, rows text NOT NULL, columns text NOT NULL,
          versions text NOT NULL)\
        """
            .formatted(loaded()));
  }

  boolean isThere(TargetSession session) throws SQLException {
    return !session.texts(IS_THERE, name).isEmpty();
  }

  /** Whether nobody works with it; and if so, nobody begins to before this transaction is over. */
  boolean isUnused(TargetSession session) throws SQLException {
    return session.texts("SELECT pg_try_advisory_xact_lock(%s)".formatted(key())).contains("t");
  }

  /**
   * Drops some of it, a transaction each.
   *
   * @return whether there may be more
   */
  boolean dropSome(TargetSession session) throws SQLException {
    var tables = session.texts(TABLES, name);
    if (!tables.isEmpty()) {
      session.run("DROP TABLE " + tables.stream().collect(joining(", ")));
      return true;
    }
    session.run("DROP SCHEMA IF EXISTS " + quoted(name));
    return false;
  }

  static List<StageSchema> all(TargetSession session) throws SQLException {
    var schemas =
        session.texts(
            """
            SELECT nspname || ' ' || obj_description(oid, 'pg_namespace') FROM pg_namespace
             WHERE starts_with(nspname, ?) AND pg_has_role(nspowner, 'USAGE')
               AND starts_with(obj_description(oid, 'pg_namespace'), ?)
             ORDER BY nspname
            """,
            PREFIX,
            OWNER);
    return schemas.stream()
        .map(it -> it.split(" " + OWNER, 2))
        .map(it -> new StageSchema(it[0], it[1]))
        .toList();
  }

  private String key() {
    return "hashtext('slipway stage'), hashtext(%s)".formatted(SqlLiteral.quoted(name));
  }
}
