package dev.slipway.cli;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.preset.AppFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a migration file holds, as lines for people. */
final class ManifestText {
  private static final int SHORT_CHECKSUM = 12;

  private ManifestText() {}

  static List<String> lines(Digest digest, Manifest manifest) {
    var lines = new ArrayList<String>();
    lines.add("digest    " + digest);
    lines.add("content   " + manifest.contentDigest());
    lines.add(
        "written   by Slipway %s from PostgreSQL %s, format %s"
            .formatted(
                manifest.slipwayVersion(), manifest.postgresMajor(), manifest.formatVersion()));
    lines.add("preset    " + requireNonNullElse(manifest.origin().preset(), "none"));
    lines.addAll(app(manifest.origin().app()));
    lines.add("variables " + orNone(manifest.variables()));
    manifest.casts().forEach(it -> lines.add("cast      %s.%s".formatted(it.table(), it.column())));
    manifest
        .accepted()
        .forEach(it -> lines.add("accepted  %s: %s".formatted(it.finding(), it.reason())));
    lines.add(row("TABLE", "RULE", "ROWS", "CHECKSUM", "MORE"));
    manifest.tables().forEach(it -> lines.add(row(it)));
    return lines;
  }

  private static List<String> app(AppFacts app) {
    var lines = new ArrayList<String>();
    if (app.version() != null) {
      lines.add("version   " + app.version());
    }
    if (app.plugins() != null) {
      var enabled = app.plugins().values().stream().filter(AppFacts.Plugin::enabled).count();
      lines.add("plugins   %s, of which %s are enabled".formatted(app.plugins().size(), enabled));
    }
    return lines;
  }

  private static String row(TableEntry table) {
    var rows = table.rows();
    return row(
        table.name(),
        table.rule().word(),
        rows == null ? "-" : String.valueOf(rows.count()),
        checksum(rows),
        more(table));
  }

  private static String checksum(@Nullable RowsEntry rows) {
    return rows == null ? "-" : rows.digest().hex().substring(0, SHORT_CHECKSUM);
  }

  private static String more(TableEntry table) {
    var parts = new ArrayList<String>();
    if (table.rows() != null && table.keyColumns().isEmpty()) {
      parts.add("no key");
    }
    if (!table.preserved().isEmpty()) {
      parts.add("preserves " + String.join(", ", table.preserved()));
    }
    if (table.rows() != null && !table.ownColumns().isEmpty()) {
      parts.add("without " + String.join(", ", table.ownColumns()));
    }
    if (table.where() != null) {
      parts.add("where " + table.where());
    }
    return String.join("; ", parts);
  }

  private static String orNone(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String row(String table, String rule, String rows, String checksum, String more) {
    return String.format(
            Locale.ROOT, "%-40s %-12s %10s %-12s %s", table, rule, rows, checksum, more)
        .stripTrailing();
  }
}
