package dev.slipway.cli.bench;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures joining the files of three sources against building one of them: 140 tables, of which
 * half have keys that each source draws for itself.
 */
final class MergeContest {
  private static final int TABLES = 140;
  private static final int SOURCES = 3;

  private final PostgresServer server;
  private final PrintStream out;
  private final int rounds;
  private final int rowsOfATable;
  private final Path folder = Scratch.folder("merge");

  /**
   * @param rows of all tables together
   */
  MergeContest(PostgresServer server, int rounds, long rows, PrintStream out) {
    this.server = server;
    this.rounds = rounds;
    this.rowsOfATable = (int) (rows / TABLES);
    this.out = out;
  }

  void run() throws SQLException, IOException, InterruptedException {
    Files.writeString(folder.resolve("preset.yaml"), preset());
    var base = server.createDatabase("merge_base", "bench");
    for (int table = 1; table <= TABLES; table++) {
      SlipwayBench.execute(base, BenchData.setting(table, rowsOfATable));
    }
    built(base, "base");
    for (int source = 1; source <= SOURCES; source++) {
      built(changedCopy(base, source), "source-" + source);
    }
    new Contest(
            "Three sources of 140 tables, %s rows each, joined"
                .formatted(TABLES * (long) rowsOfATable),
            Map.of("PGPASSWORD", base.password()),
            folder.resolve("log"))
        .with("slipway build of one", build(base, "again"))
        .with("slipway build of three files over their base", merge(slipway()))
        .with("the same in a worker's memory", merge(worker()))
        .run(rounds, Set.of(0), out);
  }

  /** In every other table new rows have names of their own, and their sources the same keys. */
  private static String preset() {
    var preset =
        new StringBuilder(
            """
            name: bench
            merging: {lastChanged: updatedAt, stamps: [createdAt], entries: [options]}
            tables:
            """);
    for (int table = 1; table <= TABLES; table++) {
      preset.append(
          "  - {table: setting_%s, rule: Overwrite, merged: %s}%n"
              .formatted(table, isDrawn(table) ? "{UpsertBy: [key]}" : "Upsert"));
    }
    return preset.toString();
  }

  private static boolean isDrawn(int table) {
    return table % 2 == 0;
  }

  private Database changedCopy(Database base, int source) throws SQLException {
    var name = "merge_" + source;
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE merge_base OWNER bench".formatted(name));
    }
    var copy = new Database(base.host(), base.port(), name, base.user(), base.password());
    for (int table = 1; table <= TABLES; table++) {
      SlipwayBench.execute(
          copy, BenchData.team(table, source, isDrawn(table) ? rowsOfATable / 100 : 0));
    }
    return copy;
  }

  private void built(Database database, String name) throws IOException, InterruptedException {
    MeasuredProcess.run(
        List.of(build(database, name)),
        Map.of("PGPASSWORD", database.password()),
        folder.resolve("log"),
        Set.of(0));
  }

  private String[] build(Database database, String name) {
    return new String[] {
      slipway().getFirst(),
      "build",
      "--from",
      SlipwayBench.url(database),
      "--preset-extension",
      folder.resolve("preset.yaml").toString(),
      "-o",
      file(name)
    };
  }

  private String[] merge(List<String> program) {
    var words = new ArrayList<>(program);
    words.add("build");
    for (int source = 1; source <= SOURCES; source++) {
      words.addAll(List.of("--from", file("source-" + source)));
    }
    words.addAll(List.of("--base", file("base")));
    words.addAll(List.of("--preset-extension", folder.resolve("preset.yaml").toString()));
    words.addAll(List.of("-o", file("joined")));
    return words.toArray(String[]::new);
  }

  private static List<String> slipway() {
    return List.of(Repository.path("slipway").toString());
  }

  private static List<String> worker() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + Repository.path("operator/cli/src/main/image/worker.jvmoptions"),
        "-cp",
        Repository.path("operator/cli/target/image/lib") + "/*",
        "dev.slipway.cli.SlipwayMain");
  }

  private String file(String name) {
    return folder.resolve(name + ".slipway").toString();
  }
}
