package dev.slipway.engine.bench;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.Fixtures;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Databases of a real NocoBase. A test that asks for one is left out where the fixtures are not
 * there; ask from within a test, or before all.
 */
public final class NocoBaseFixture {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private NocoBaseFixture() {}

  /**
   * A fresh database that holds a dump.
   *
   * @param name such as {@code nb_dev}
   */
  public static AppDatabase load(String name, PostgresInstallation installation) {
    var dump = file(name + ".sql.gz");
    var app = AppDatabase.fresh(installation);
    var folder = Scratch.folder(name);
    psql(app, unpacked(dump, folder.resolve("dump.sql")), folder);
    Scratch.delete(folder);
    return app;
  }

  /** A file beside the dumps. */
  public static Path file(String name) {
    var relative = "nocobase/" + name;
    var found = Fixtures.find(relative);
    Assumptions.assumeTrue(found.isPresent(), () -> Fixtures.missing(relative));
    return found.orElseThrow();
  }

  private static void psql(AppDatabase app, Path script, Path folder) {
    var database = app.database();
    var words =
        List.of(
            program().toString(),
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--output=/dev/null",
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--username=" + database.user(),
            "--dbname=" + database.name(),
            "--file=" + script);
    ChildProcess.command("psql", folder, words)
        .environment("PGPASSWORD", database.password())
        .run(LIMIT);
  }

  /** The bundled server comes without one; a psql of any major loads these dumps. */
  private static Path program() {
    return PostgresInstallation.all().stream()
        .flatMap(it -> it.program("psql").stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no psql on this machine"));
  }

  private static Path unpacked(Path dump, Path script) {
    try (var in = new GZIPInputStream(Files.newInputStream(dump))) {
      Files.copy(in, script);
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
