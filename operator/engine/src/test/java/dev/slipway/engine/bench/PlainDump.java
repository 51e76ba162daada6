package dev.slipway.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database's structure as pg_dump prints it; what belongs to Slipway is left out. */
public final class PlainDump {
  private PlainDump() {}

  /** Whether the server came with the programs of its own major. */
  public static boolean isPossible(PostgresInstallation installation) {
    return installation.program("pg_dump").isPresent();
  }

  public static String of(
      AppDatabase database, PostgresInstallation installation, boolean withRights) {
    var words = new ArrayList<>(List.of("--schema-only", "--exclude-schema=slipway*"));
    words.add("--no-tablespaces");
    if (!withRights) {
      words.addAll(List.of("--no-owner", "--no-privileges"));
    }
    return run(database, installation, "pg_dump", words);
  }

  /** Into an empty database, whoever owns it. */
  public static void restore(String dump, AppDatabase database, PostgresInstallation installation) {
    try {
      var file = Files.writeString(Scratch.folder("plain-dump").resolve("dump.sql"), dump);
      var words = List.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString());
      run(database, installation, "psql", words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(
      AppDatabase database,
      PostgresInstallation installation,
      String program,
      List<String> arguments) {
    var to = database.database();
    var words = new ArrayList<String>();
    words.add(installation.program(program).orElseThrow().toString());
    words.addAll(arguments);
    words.addAll(List.of("-h", to.host(), "-p", Integer.toString(to.port())));
    words.addAll(List.of("-U", to.user(), "-d", to.name()));
    var errors = Scratch.folder("plain-dump").resolve("errors").toFile();
    var builder = new ProcessBuilder(words).redirectError(errors);
    builder.environment().putAll(Map.of("PGPASSWORD", to.password(), "LC_ALL", "C"));
    try {
      var running = builder.start();
      var output = new String(running.getInputStream().readAllBytes(), UTF_8);
      if (running.waitFor() != 0) {
        throw new IllegalStateException(program + ": " + Files.readString(errors.toPath()));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program + " ran on " + to, e);
    }
  }
}
