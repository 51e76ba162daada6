package dev.slipway.cli;

import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.restore.BackupListing.Archive;
import dev.slipway.engine.restore.BackupListing.Listed;
import dev.slipway.engine.restore.BackupListing.Listing;
import dev.slipway.engine.storage.ArchiveReading.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is in a backup, as lines for people. */
final class ListingText {
  private ListingText() {}

  static List<String> lines(Listing listing) {
    var lines = new ArrayList<String>();
    lines.add("DATABASE");
    listing.database().stream().map(ListingText::line).forEach(lines::add);
    listing.storage().forEach(it -> addLines(it, lines));
    return lines;
  }

  static List<String> ofTables(List<TableRows> tables) {
    return tables.stream()
        .map(it -> "%s.%s  %s rows".formatted(it.schema(), it.table(), it.rows()))
        .toList();
  }

  private static String line(Listed object) {
    var rows = object.rows() == null ? "" : object.rows() + " rows";
    return String.format(Locale.ROOT, "  %-22s %-50s %s", object.kind(), object.name(), rows)
        .stripTrailing();
  }

  private static void addLines(Archive archive, List<String> lines) {
    lines.add("STORAGE " + archive.claim());
    archive.entries().stream().map(ListingText::line).forEach(lines::add);
  }

  private static String line(Entry entry) {
    return String.format(
        Locale.ROOT,
        "  %-6s %14d %s",
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.bytes(),
        entry.name());
  }
}
