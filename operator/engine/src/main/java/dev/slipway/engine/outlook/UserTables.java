package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tables of the user's: what the app knows of them after the release, and what there is of them.
 */
record UserTables(Release release, AppNames names, Questions questions) {
  void find() throws SQLException {
    var column = release.preset().surroundings().userTables();
    var place = column == null ? Optional.<AppNames.Place>empty() : names.place(column);
    if (place.isEmpty() || !release.takesRows(place.get().table())) {
      return;
    }
    var withTable = release.preset().surroundings().withTable();
    var condition =
        withTable == null ? null : names.condition(place.get().table(), withTable).orElse(null);
    var aftermath = new Aftermath(release);
    var columns = List.of(place.get().column());
    var table = place.get().table();
    var before = known(table, aftermath.before(table, columns, condition).orElse(null));
    var after = known(table, aftermath.after(table, columns, condition).orElse(null));
    before.stream().filter(it -> !after.contains(it)).forEach(this::forgotten);
    after.forEach(this::comes);
  }

  private void forgotten(String name) {
    names
        .table(name)
        .flatMap(release.target()::table)
        .filter(it -> release.structure().table(it.name()).isEmpty())
        .ifPresent(
            it ->
                questions.find(
                    Finding.note(
                        "table-forgotten",
                        it.name(),
                        "the app does not know it any more after the release; the table and its rows stay")));
  }

  private void comes(String name) {
    var table = names.table(name);
    if (table.flatMap(release.target()::table).isPresent()) {
      return;
    }
    var entry = table.flatMap(release.manifest()::table);
    if (entry.isEmpty()) {
      questions.find(
          Finding.warning(
              "table-left-behind",
              name,
              "the app is told of this table, and neither the file nor the target has it",
              "give it the rule SchemaOnly, or another that takes its structure along"));
    } else if (!entry.get().rule().takesRows()) {
      questions.find(
          Finding.note(
              "rows-stay-home",
              entry.get().name(),
              "is new in the target and comes without rows, as its rule says"));
    }
  }

  private SortedSet<String> known(String table, @Nullable String query) throws SQLException {
    var names = new TreeSet<String>();
    if (query != null) {
      questions.ask(
          table,
          "SELECT c1 FROM %s AS k WHERE c1 IS NOT NULL".formatted(query),
          row -> names.add(row.getString(1)));
    }
    return names;
  }
}
