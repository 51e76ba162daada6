package dev.slipway.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A small app's database on a real server, with its own words for what a test asks and changes. */
public final class SampleApp {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND n.nspname IN ('app', 'elsewhere', 'slipway')
      """;

  private final PostgresServer server;
  private final Database database;

  private SampleApp(PostgresServer server, Database database) {
    this.server = server;
    this.database = database;
  }

  public static SampleApp create() throws SQLException {
    var app = empty();
    app.run(sample());
    return app;
  }

  /** What makes the app in an empty database. */
  static String sample() {
    return resource("sample.sql");
  }

  /** A database without tables, on a server whose clients are here. */
  public static SampleApp empty() throws SQLException {
    return on(PostgresServer.shared(withClients()));
  }

  public static SampleApp on(PostgresServer server) throws SQLException {
    return new SampleApp(server, server.freshDatabase());
  }

  /** The same database on another server that has it. */
  SampleApp at(PostgresServer other) {
    return new SampleApp(
        other,
        new Database(
            other.host(), other.port(), database.name(), database.user(), database.password()));
  }

  /** The same database for another role. */
  SampleApp as(String role, String password) {
    return new SampleApp(
        server, new Database(database.host(), database.port(), database.name(), role, password));
  }

  public Sessions sessions() {
    return new Sessions(
        new DatabaseLogin(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Password(database.password()),
            TlsMode.DISABLE,
            null));
  }

  public String password() {
    return database.password();
  }

  public String owner() {
    return database.user();
  }

  public void run(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public void runAsSuperuser(String sql) throws SQLException {
    try (var connection = server.superuser(database.name());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public String ask(String query) throws SQLException {
    return askAll(query).getFirst();
  }

  /** A hash of every table's rows, by the table's name. */
  public Map<String, String> hashes() throws SQLException {
    var hashes = new TreeMap<String, String>();
    for (var table : askAll(TABLES)) {
      hashes.put(
          table,
          ask(
              """
              SELECT coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '')
                FROM %s t
              """
                  .formatted(table)));
    }
    return hashes;
  }

  /**
   * All that pg_dump says of the app's schema but its rows: owners, grants, comments, definitions.
   */
  public String structure() {
    return structureOf("app");
  }

  public String structureOf(String schema) {
    var words =
        List.of(
            server.installation().program("pg_dump").orElseThrow().toString(),
            "--schema-only",
            "--schema=" + schema,
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--username=" + database.user(),
            database.name());
    var script = outputOf(words);
    // a random word since the minor versions of August 2025
    return script.replaceAll("(?m)^.(un)?restrict .*$", "");
  }

  private String outputOf(List<String> words) {
    try {
      var builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", database.password());
      return new String(builder.start().getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> askAll(String query) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      var all = new ArrayList<String>();
      while (answer.next()) {
        all.add(answer.getString(1));
      }
      return all;
    }
  }

  /** The bundled server comes without pg_dump: a major that only it has cannot be backed up. */
  public static PostgresInstallation withClients() {
    var able =
        PostgresInstallation.all().stream()
            .filter(it -> it.program("pg_dump").isPresent())
            .findFirst();
    assumeThat(able).as("a PostgreSQL server with pg_dump beside it").isPresent();
    return able.orElseThrow();
  }

  private static String resource(String name) {
    try (var sql = Objects.requireNonNull(SampleApp.class.getResourceAsStream(name))) {
      return new String(sql.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
