package dev.slipway.engine.bench;

import dev.slipway.testkit.Fixtures;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Databases of a real NocoBase. A test that asks for one is left out where the fixtures are not
 * there; ask from within a test, or before all.
 */
public final class NocoBaseFixture {
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
    PostgresPrograms.load(app, unpacked(dump, folder.resolve("dump.sql")), folder);
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

  private static Path unpacked(Path dump, Path script) {
    try (var in = new GZIPInputStream(Files.newInputStream(dump))) {
      Files.copy(in, script);
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
