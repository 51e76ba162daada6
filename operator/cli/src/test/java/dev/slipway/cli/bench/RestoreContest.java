package dev.slipway.cli.bench;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Measures restores of one database into an empty one, and in place, against pg_restore. */
final class RestoreContest {
  private static final String TARGET = "bench_restored";

  private final PostgresInstallation installation;
  private final Database database;
  private final int rounds;
  private final PrintStream out;
  private final Path folder = Scratch.folder("restores");

  /**
   * @param database of a role that may create databases
   */
  RestoreContest(
      PostgresInstallation installation, Database database, int rounds, PrintStream out) {
    this.installation = installation;
    this.database = database;
    this.rounds = rounds;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    var dump = folder.resolve("dump");
    once(program("pg_dump"), "-Fc", "-f", dump.toString(), url(database.name()));
    once(
        Repository.path("slipway").toString(),
        "backup",
        "--from",
        url(database.name()),
        "--to",
        store());
    var restore =
        "%s restore %s --in %s --to '%s'"
            .formatted(Repository.path("slipway"), location(), store(), url(TARGET));
    contest("Restore of a database into an empty one")
        .with("pg_restore -j2", "bash", "-c", afresh() + pgRestore("-j2", dump))
        .with("pg_restore -1", "bash", "-c", afresh() + pgRestore("-1", dump))
        .with("slipway restore", "bash", "-c", afresh() + restore)
        .with("slipway restore, in place", "bash", "-c", restore)
        .run(rounds, Set.of(0), out);
  }

  private void once(String... words) throws IOException, InterruptedException {
    MeasuredProcess.run(List.of(words), environment(), folder.resolve("log"), Set.of(0));
  }

  private String pgRestore(String how, Path dump) {
    return "%s %s --no-owner -d '%s' %s".formatted(program("pg_restore"), how, url(TARGET), dump);
  }

  private String afresh() {
    return "%s -qc 'DROP DATABASE IF EXISTS %s' -c 'CREATE DATABASE %s' '%s'; "
        .formatted(program("psql"), TARGET, TARGET, url(database.name()));
  }

  private String store() {
    return "dir:" + folder.resolve("store");
  }

  private String location() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      var manifest = files.filter(it -> it.endsWith("manifest.json")).findFirst().orElseThrow();
      return folder.resolve("store").relativize(manifest.getParent()).toString();
    }
  }

  private Contest contest(String title) {
    return new Contest(title, environment(), folder.resolve("log"));
  }

  private Map<String, String> environment() {
    return Map.of("PGPASSWORD", database.password());
  }

  private String program(String name) {
    return installation.program(name).orElseThrow().toString();
  }

  private String url(String name) {
    return "postgresql://%s@%s:%s/%s?sslmode=disable"
        .formatted(database.user(), database.host(), database.port(), name);
  }
}
