package dev.slipway.cli;

import dev.slipway.engine.compare.ChangedRow;
import dev.slipway.engine.compare.Comparison;
import dev.slipway.engine.compare.RowComparison;
import dev.slipway.engine.compare.TableComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How two sides differ, as lines for people: what is equal is only counted. */
final class ComparisonText {
  /** A key may be a whole text. */
  private static final int LONGEST_KEY = 100;

  private ComparisonText() {}

  static List<String> of(Comparison comparison) {
    var lines = new ArrayList<String>();
    lines.add("A        " + comparison.a());
    lines.add("B        " + comparison.b());
    comparison.notes().forEach(it -> lines.add("note     " + it));
    comparison.onlyInA().forEach(it -> lines.add("only in A: table " + it));
    comparison.onlyInB().forEach(it -> lines.add("only in B: table " + it));
    comparison.structure().forEach(lines::add);
    lines.addAll(structure(comparison.tables()));
    lines.addAll(rows(comparison.tables()));
    lines.add(summary(comparison));
    return lines;
  }

  private static List<String> structure(List<TableComparison> tables) {
    var lines = new ArrayList<String>();
    for (var table : tables) {
      table.structure().forEach(it -> lines.add(table.table() + ": " + it));
      if (!table.note().isEmpty()) {
        lines.add("note     " + table.table() + ": " + table.note());
      }
    }
    return lines;
  }

  private static List<String> rows(List<TableComparison> tables) {
    var lines = new ArrayList<String>();
    for (var table : tables) {
      var rows = table.rows();
      if (rows != null && !rows.equal()) {
        if (lines.isEmpty()) {
          lines.add(row("TABLE", "ONLY IN A", "ONLY IN B", "CHANGED", "SAME"));
        }
        lines.add(
            row(
                table.table(),
                String.valueOf(rows.onlyInA()),
                String.valueOf(rows.onlyInB()),
                String.valueOf(rows.changed()),
                String.valueOf(rows.same())));
        lines.addAll(samples(rows));
      }
    }
    return lines;
  }

  private static List<String> samples(RowComparison rows) {
    var lines = new ArrayList<String>();
    rows.samplesOnlyInA().forEach(it -> lines.add("  only in A: " + key(rows, it)));
    rows.samplesOnlyInB().forEach(it -> lines.add("  only in B: " + key(rows, it)));
    rows.samplesChanged().forEach(it -> lines.add("  changed: " + changed(rows, it)));
    return lines;
  }

  private static String changed(RowComparison rows, ChangedRow row) {
    return key(rows, row.key()) + " in " + String.join(", ", row.columns());
  }

  private static String key(RowComparison rows, List<String> values) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(rows.key().get(i) + " " + shortened(values.get(i)));
    }
    return String.join(", ", parts);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_KEY
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_KEY)) + "…";
  }

  private static String summary(Comparison comparison) {
    var tables = comparison.tables();
    long equal = tables.stream().filter(TableComparison::equal).count();
    return comparison.equal()
        ? "equal: " + equal + " tables"
        : "different: %s tables of %s that both have, %s only in A, %s only in B"
            .formatted(
                tables.size() - equal,
                tables.size(),
                comparison.onlyInA().size(),
                comparison.onlyInB().size());
  }

  private static String row(
      String table, String onlyInA, String onlyInB, String changed, String same) {
    return String.format(
        Locale.ROOT, "%-40s %10s %10s %10s %10s", table, onlyInA, onlyInB, changed, same);
  }
}
