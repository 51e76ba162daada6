package dev.slipway.cli;

import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.apply.TableCounts;
import dev.slipway.engine.structure.DdlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a migration would do, or did, as lines for people. */
final class MigrationText {
  private MigrationText() {}

  static List<String> of(Preview preview) {
    var lines = new ArrayList<String>();
    lines.add("preview  " + preview.digest());
    lines.addAll(changes(preview.tables(), preview.ddl()));
    preview.findings().forEach(it -> lines.add(Output.inWords(it)));
    return lines;
  }

  static List<String> of(MigrationReport report, String run) {
    var lines = new ArrayList<String>();
    lines.add("applied  " + report.file());
    lines.add("run      " + run);
    var left = report.undo();
    lines.add("undo     " + (left == null ? "none: --undo-to FILE would keep one" : left.file()));
    lines.addAll(changes(report.tables(), report.ddl()));
    return lines;
  }

  private static List<String> changes(List<TableCounts> tables, List<DdlStatement> ddl) {
    var lines = new ArrayList<String>();
    for (var statement : ddl) {
      lines.add("DDL      " + statement.sql());
      lines.add("         %s: %s".formatted(statement.severity().word(), statement.effect()));
    }
    lines.add(row("TABLE", "ADDED", "CHANGED", "REMOVED", "KEPT"));
    for (var table : tables) {
      lines.add(
          row(
              table.table(),
              String.valueOf(table.added()),
              String.valueOf(table.changed()),
              String.valueOf(table.removed()),
              String.valueOf(table.kept())));
    }
    return lines;
  }

  private static String row(
      String table, String added, String changed, String removed, String kept) {
    return String.format(
        Locale.ROOT, "%-40s %10s %10s %10s %10s", table, added, changed, removed, kept);
  }
}
