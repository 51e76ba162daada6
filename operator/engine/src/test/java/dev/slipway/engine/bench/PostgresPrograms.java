package dev.slipway.engine.bench;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own programs, as somebody would call them for a database of an app. */
public final class PostgresPrograms {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private PostgresPrograms() {}

  /** A fresh database, with another owner, that holds what a dump of this one holds. */
  public static AppDatabase copy(AppDatabase original, PostgresInstallation installation) {
    var folder = Scratch.folder("dump");
    var dump = folder.resolve("dump.sql");
    run("pg_dump", original, folder, "--no-owner", "--no-privileges", "--file=" + dump);
    var copy = AppDatabase.fresh(installation);
    load(copy, dump, folder);
    Scratch.delete(folder);
    return copy;
  }

  /** Runs a script in one transaction. */
  static void load(AppDatabase app, Path script, Path folder) {
    run(
        "psql",
        app,
        folder,
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        "--file=" + script);
  }

  private static void run(String program, AppDatabase app, Path folder, String... options) {
    var database = app.database();
    var words =
        new ArrayList<>(
            List.of(
                installed(program).toString(),
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--username=" + database.user(),
                "--dbname=" + database.name()));
    words.addAll(List.of(options));
    ChildProcess.command(program, folder, words)
        .environment("PGPASSWORD", database.password())
        .run(LIMIT);
  }

  /** The bundled server comes without them. */
  private static Path installed(String program) {
    return PostgresInstallation.all().stream()
        .flatMap(it -> it.program(program).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + program + " on this machine"));
  }
}
