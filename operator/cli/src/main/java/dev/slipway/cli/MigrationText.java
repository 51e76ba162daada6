package dev.slipway.cli;

import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.apply.TableCounts;
import dev.slipway.engine.apply.TableImpact;
import dev.slipway.engine.apply.TableKeys;
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
    preview.keys().forEach(it -> lines.addAll(keys(it)));
    preview.impacts().forEach(it -> lines.add(impact(it)));
    var closed = preview.closed();
    if (closed != null) {
      lines.add(
          "closed   about %s ms from the first lock to COMMIT, the way back about %s ms"
              .formatted(closed.applyMillis(), closed.undoMillis()));
    }
    preview.findings().forEach(it -> lines.add(Output.inWords(it)));
    preview.accepted().forEach(it -> lines.add("accepted " + it.inWords()));
    return lines;
  }

  private static List<String> keys(TableKeys keys) {
    var lines = new ArrayList<String>();
    addKeys(lines, keys.table(), "adds", keys.added());
    addKeys(lines, keys.table(), "changes", keys.changed());
    addKeys(lines, keys.table(), "removes", keys.removed());
    return lines;
  }

  private static void addKeys(List<String> lines, String table, String what, List<String> keys) {
    if (!keys.isEmpty()) {
      lines.add("rows     %s: %s %s".formatted(table, what, String.join(", ", keys)));
    }
  }

  private static String impact(TableImpact impact) {
    var who =
        switch (impact.waiting()) {
          case WRITERS -> "writers wait";
          case READERS_AND_WRITERS -> "readers and writers wait";
        };
    return "lock     %s: %s, %s about %s ms"
        .formatted(impact.table(), impact.lock(), who, impact.waitMillis());
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
