package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.merge.MergeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a merge comes to, for people: which source brings what, and what is contested. */
final class MergeText {
  private MergeText() {}

  static List<String> lines(MergeReport report) {
    var lines = new ArrayList<String>();
    lines.add("base    " + report.base());
    report.sources().forEach(it -> lines.add("source  " + it.digest() + "  " + it.source()));
    lines.add(row("TABLE", "RULE", "ROWS", "REMOVED", "BROUGHT"));
    for (var table : report.tables()) {
      lines.add(
          row(
              table.table(),
              table.rule().word(),
              Long.toString(table.rows()),
              Long.toString(table.removed()),
              table.brought().stream()
                  .filter(it -> it.added() + it.changed() + it.removed() > 0)
                  .map(MergeText::inWords)
                  .collect(joining("; "))));
    }
    report.resolved().forEach(it -> lines.add("resolved  " + it));
    Stream.concat(
            report.refusals().stream(),
            report.findings().stream().filter(it -> !it.severity().refuses()))
        .map((Finding it) -> Output.inWords(it))
        .forEach(lines::add);
    return lines;
  }

  private static String inWords(MergeReport.Brought it) {
    return "%s +%s ~%s -%s".formatted(it.source(), it.added(), it.changed(), it.removed());
  }

  private static String row(
      String table, String rule, String rows, String removed, String brought) {
    return String.format(
            Locale.ROOT, "%-40s %-12s %8s %8s  %s", table, rule, rows, removed, brought)
        .stripTrailing();
  }
}
