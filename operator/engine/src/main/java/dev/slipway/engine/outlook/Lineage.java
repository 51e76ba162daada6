package dev.slipway.engine.outlook;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.MergedRule;
import dev.slipway.engine.preset.PresetTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether file and target stem from one installation: where names are equal and the keys that each
 * installation draws for itself are not, they do not.
 */
record Lineage(Release release, AppNames names, Questions questions) {
  /** By fewer nobody can tell: one field that was made anew has another key as well. */
  private static final int ENOUGH = 3;

  void find() throws SQLException {
    for (var logical : release.preset().surroundings().lineage()) {
      var table = names.table(logical);
      var named = release.preset().table(logical).flatMap(Lineage::naturalKey);
      if (table.isPresent() && named.isPresent()) {
        find(table.get(), names.columns(table.get(), named.get()));
      }
    }
  }

  private void find(String table, List<String> naturalKey) throws SQLException {
    var target = release.target().table(table);
    var entry = release.manifest().table(table).filter(it -> it.rule().takesRows());
    if (naturalKey.isEmpty()
        || target.isEmpty()
        || entry.isEmpty()
        || target.get().keyColumns().size() != 1
        || !entry.get().keyColumns().equals(target.get().keyColumns())) {
      return;
    }
    var columns = new ArrayList<>(target.get().keyColumns());
    columns.addAll(naturalKey);
    var aftermath = new Aftermath(release);
    var before = aftermath.before(table, columns);
    var brought = aftermath.brought(table, columns, null);
    if (before.isEmpty() || brought.isEmpty()) {
      return;
    }
    var sameName =
        IntStream.range(0, naturalKey.size())
            .mapToObj(i -> "a.c%1$s = b.c%1$s".formatted(i + 2))
            .collect(joining(" AND "));
    questions.ask(
        table,
        "SELECT count(*), count(*) FILTER (WHERE a.c1 <> b.c1) FROM %s AS a JOIN %s AS b ON %s"
            .formatted(before.get(), brought.get(), sameName),
        row -> tell(table, naturalKey, row.getLong(1), row.getLong(2)));
  }

  private void tell(String table, List<String> naturalKey, long shared, long differing) {
    if (shared >= ENOUGH && differing * 2 > shared) {
      questions.find(
          Finding.warning(
              "lineage-differs",
              table,
              "%s of %s rows of the same name have another key in the file: it was not made by this installation"
                  .formatted(differing, shared),
              "give the table match: [%s] in the rules, or make production once from a copy of development"
                  .formatted(String.join(", ", naturalKey))));
    }
  }

  private static Optional<List<String>> naturalKey(PresetTable table) {
    return table.merged() instanceof MergedRule.UpsertBy(var columns)
        ? Optional.of(columns)
        : Optional.empty();
  }
}
