package dev.slipway.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Files built from the schema {@code public} of a database. */
final class Builds {
  static final String EVERYTHING =
      """
      {"userDefined": "Overwrite"}""";

  private Builds() {}

  static void run(Database database, String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static BuiltFile build(Database database) {
    return build(database, EVERYTHING);
  }

  static BuiltFile build(Database database, String rules) {
    return build(database, rules, ProgressSink.NONE);
  }

  static BuiltFile build(Database database, String rules, ProgressSink progress) {
    return build(database, rules, progress, Scratch.folder("build"));
  }

  static BuiltFile build(Database database, String rules, ProgressSink progress, Path scratch) {
    return MigrationFileBuilder.build(
        new Sessions(login(database)),
        new BuildRequest("public", RuleParser.parse(rules)),
        scratch,
        progress);
  }

  /** The rows of a table as they stand in the file, verified. */
  static String rows(BuiltFile file, String table) {
    try (var reader = MigrationFileReader.open(file.path(), file.digest());
        var rows = reader.rows(reader.manifest().table(table).orElseThrow())) {
      return new String(rows.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatabaseLogin login(Database database) {
    return new DatabaseLogin(
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new Password(database.password()),
        TlsMode.DISABLE,
        null);
  }
}
