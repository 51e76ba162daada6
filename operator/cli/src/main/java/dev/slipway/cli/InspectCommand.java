package dev.slipway.cli;

import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Say what a migration file holds. Nothing in it is trusted.")
final class InspectCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "A migration file.")
  private Path file;

  @Override
  public void run() {
    try (var reader = MigrationFileReader.open(file)) {
      var manifest = reader.manifest();
      output().answer(new Answer(reader.digest().toString(), manifest), lines(reader));
    }
  }

  private static List<String> lines(MigrationFileReader reader) {
    var manifest = reader.manifest();
    var lines = new ArrayList<String>();
    lines.add("digest   " + reader.digest());
    lines.add("content  " + manifest.contentDigest());
    lines.add(
        "written by Slipway "
            + manifest.slipwayVersion()
            + " from PostgreSQL "
            + manifest.postgresMajor());
    lines.add(row("TABLE", "RULE", "ROWS"));
    for (var table : manifest.tables()) {
      lines.add(row(table.name(), table.rule().word(), rows(table)));
    }
    return lines;
  }

  private static String rows(TableEntry table) {
    return table.rows() == null ? "-" : String.valueOf(table.rows().count());
  }

  private static String row(String table, String rule, String rows) {
    return String.format(Locale.ROOT, "%-40s %-12s %10s", table, rule, rows);
  }

  private record Answer(String digest, Manifest manifest) {}
}
