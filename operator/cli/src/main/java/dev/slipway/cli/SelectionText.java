package dev.slipway.cli;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.selection.RuleOrigin;
import dev.slipway.engine.selection.Selection;
import dev.slipway.engine.selection.TableChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which rule each table has, and why, for people and for programs. */
final class SelectionText {
  private SelectionText() {}

  static List<String> lines(Selection selection) {
    var lines = new ArrayList<String>();
    lines.add(row("TABLE", "RULE", "BECAUSE OF", "MORE"));
    for (var choice : selection.tables()) {
      lines.add(row(choice.name(), choice.rule().word(), choice.origin().word(), more(choice)));
    }
    selection.findings().stream().sorted().map(Output::inWords).forEach(lines::add);
    return lines;
  }

  static Object json(Selection selection) {
    return new Answer(
        selection.tables().stream().map(Explained::of).toList(),
        selection.findings().stream().sorted().toList());
  }

  private static String more(TableChoice choice) {
    if (!choice.rule().takesRows()) {
      return "";
    }
    var parts = new ArrayList<String>();
    if (!choice.match().equals(choice.table().keyColumns())) {
      parts.add("matched by " + String.join(", ", choice.match()));
    }
    if (!choice.preserved().isEmpty()) {
      parts.add("preserves " + String.join(", ", choice.preserved()));
    }
    if (!choice.ownColumns().isEmpty()) {
      parts.add("without " + String.join(", ", choice.ownColumns()));
    }
    if (choice.where() != null) {
      parts.add("where " + choice.where());
    }
    if (choice.ownRows() != null) {
      parts.add("without rows where " + choice.ownRows());
    }
    return String.join("; ", parts);
  }

  private static String row(String table, String rule, String origin, String more) {
    return String.format(Locale.ROOT, "%-40s %-12s %-12s %s", table, rule, origin, more)
        .stripTrailing();
  }

  private record Answer(List<Explained> tables, List<Finding> findings) {}

  private record Explained(
      String table,
      Rule rule,
      RuleOrigin origin,
      List<String> match,
      List<String> preserved,
      List<String> ownColumns,
      @Nullable String ownRows,
      @Nullable String where) {
    static Explained of(TableChoice choice) {
      return new Explained(
          choice.name(),
          choice.rule(),
          choice.origin(),
          choice.match(),
          choice.preserved(),
          choice.ownColumns(),
          choice.ownRows(),
          choice.where());
    }
  }
}
