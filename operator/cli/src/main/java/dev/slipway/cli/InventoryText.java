package dev.slipway.cli;

import dev.slipway.engine.retention.ItemKind;
import dev.slipway.engine.retention.PruneReport;
import dev.slipway.engine.retention.StoredItem;
import dev.slipway.engine.retention.VerifiedMark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a store holds, and what a prune did, as lines for people. */
final class InventoryText {
  private static final long STEP = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private InventoryText() {}

  static List<String> of(List<StoredItem> items) {
    if (items.isEmpty()) {
      return List.of("nothing is there");
    }
    var lines = new ArrayList<String>();
    lines.add(row("WHAT", "WHEN", "SIZE", "VERIFIED", "WHERE"));
    for (var item : items) {
      lines.add(
          row(
              what(item),
              text(item.at()),
              size(item.bytes()),
              verified(item.verified()),
              item.location() + remark(item)));
    }
    return lines;
  }

  static List<String> of(PruneReport pruned) {
    var lines = new ArrayList<String>();
    pruned.decisions().forEach(it -> lines.add(it.inWords()));
    pruned.left().forEach(it -> lines.add("left   " + it.location() + ": " + it.why()));
    lines.add(
        "removed %s, %s; left %s; unfinished uploads discarded %s"
            .formatted(
                pruned.removed().size(),
                size(pruned.bytes()),
                pruned.left().size(),
                pruned.discarded()));
    return lines;
  }

  private static String what(StoredItem item) {
    var scope = item.scope();
    return item.kind() == ItemKind.BACKUP && scope != null
        ? scope.name().toLowerCase(Locale.ROOT)
        : item.kind().word();
  }

  private static String verified(@Nullable VerifiedMark mark) {
    return mark == null ? "-" : mark.how().word() + " " + text(mark.at());
  }

  private static String remark(StoredItem item) {
    var remarks = new ArrayList<String>();
    if (item.pinned()) {
      remarks.add("pinned");
    }
    if (!item.description().isEmpty()) {
      remarks.add(item.description());
    }
    if (!item.note().isEmpty()) {
      remarks.add(item.note());
    }
    return remarks.isEmpty() ? "" : "  (" + String.join("; ", remarks) + ")";
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String size(long bytes) {
    double left = bytes;
    int unit = 0;
    while (left >= STEP && unit < UNITS.length - 1) {
      left /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
  }

  private static String row(String what, String when, String size, String verified, String where) {
    return String.format(
        Locale.ROOT, "%-11s %-20s %10s  %-30s %s", what, when, size, verified, where);
  }
}
