package dev.slipway.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One major version of the PostgreSQL server on this machine: its number and its programs. */
public record PostgresInstallation(int major, Path programs) {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /** Every major there is, oldest first; where one is installed and bundled, the installed one. */
  public static List<PostgresInstallation> all() {
    var all = new ArrayList<>(below(INSTALLED));
    BundledPostgres.installation()
        .filter(bundled -> all.stream().noneMatch(it -> it.major == bundled.major))
        .ifPresent(all::add);
    if (all.isEmpty()) {
      throw new IllegalStateException(
          """
          no PostgreSQL server below %s, and none is bundled for this machine; \
          install one, as in: apt-get install --no-install-recommends postgresql"""
              .formatted(INSTALLED));
    }
    return all.stream().sorted(Comparator.comparingInt(PostgresInstallation::major)).toList();
  }

  public static PostgresInstallation oldest() {
    return all().getFirst();
  }

  public static PostgresInstallation newest() {
    return all().getLast();
  }

  /** A program such as initdb or pg_dump; the bundled server comes without the client's. */
  public Optional<Path> program(String name) {
    return Optional.of(programs.resolve(name)).filter(Files::isExecutable);
  }

  /** As a name of a parameterized test. */
  @Override
  public String toString() {
    return "PostgreSQL " + major;
  }

  static List<PostgresInstallation> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> majors = Files.list(folder)) {
      return majors
          .filter(it -> Files.isExecutable(it.resolve("bin/initdb")))
          .map(it -> new PostgresInstallation(major(it), it.resolve("bin")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int major(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }
}
