package dev.slipway.cli;

import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Runs verbs as a shell would, against real databases. */
final class CommandLineBench {
  private final Path folder;

  CommandLineBench(Path folder) {
    this.folder = folder;
  }

  /** What a verb came to. */
  record Ended(int status, String output, String errors) {}

  Ended run(String... arguments) {
    var output = new StringWriter();
    var errors = new StringWriter();
    int status =
        SlipwayMain.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return new Ended(status, output.toString().strip(), errors.toString().strip());
  }

  static String url(Database database) {
    return "postgresql://%s@%s:%s/%s?sslmode=disable"
        .formatted(database.user(), database.host(), database.port(), database.name());
  }

  String passwordFile(Database database) throws IOException {
    return file(database.name() + "-" + database.port() + ".password", database.password() + "\n");
  }

  String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  static void execute(Database database, String sql) throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  static String read(Database database, String query) throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
