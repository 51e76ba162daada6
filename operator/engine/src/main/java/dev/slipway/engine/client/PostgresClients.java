package dev.slipway.engine.client;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The majors of PostgreSQL's client programs that this machine has, each in its own folder. */
public final class PostgresClients {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final List<String> PROGRAMS = List.of("pg_dump", "pg_restore", "psql");

  private final Path root;

  /**
   * Looks for clients elsewhere than where packages install them.
   *
   * @param root with a folder for each major, as in {@code 17/bin/pg_dump}
   */
  public PostgresClients(Path root) {
    this.root = root;
  }

  public static PostgresClients installed() {
    return new PostgresClients(INSTALLED);
  }

  /** The client for a server of this major: of the same one where there is one, else the next. */
  public PostgresClient forMajor(int major) {
    return all().stream()
        .filter(it -> it.major() >= major)
        .min(Comparator.comparingInt(PostgresClient::major))
        .orElseThrow(() -> missing(major));
  }

  private List<PostgresClient> all() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> majors = Files.list(root)) {
      return majors
          .filter(it -> it.getFileName().toString().matches("\\d{1,3}"))
          .map(it -> new PostgresClient(majorOf(it), it.resolve("bin")))
          .filter(it -> PROGRAMS.stream().map(it::program).allMatch(Files::isExecutable))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int majorOf(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  private EngineException missing(int major) {
    var there = all().stream().map(PostgresClient::major).sorted().toList();
    return new EngineException(
        FailureCode.CLIENT_UNSUITABLE,
        "no client of PostgreSQL %s or newer below %s (%s); install postgresql-client-%s, or build the image with it in PG_MAJORS"
            .formatted(major, root, there.isEmpty() ? "none" : "only " + there, major));
  }
}
