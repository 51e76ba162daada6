package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.AppNames.Place;
import dev.slipway.engine.preset.Surroundings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Work that goes on by rows which a release changes or removes. */
record UnfinishedRuns(Release release, AppNames names, Questions questions) {
  void find() throws SQLException {
    for (var runs : release.preset().surroundings().runs()) {
      var column = names.place(runs.column());
      var by = names.place(runs.runs());
      if (column.isPresent() && by.isPresent()) {
        find(runs, column.get(), by.get());
      }
    }
  }

  private void find(Surroundings.Runs runs, Place column, Place by) throws SQLException {
    var unfinished =
        names
            .condition(by.table(), runs.unfinished())
            .flatMap(it -> new Aftermath(release).after(by.table(), List.of(by.column()), it));
    var affected = new ArrayList<String>();
    different(column).ifPresent(affected::add);
    runs.parts().stream()
        .flatMap(it -> names.place(it).stream())
        .flatMap(it -> different(it).stream())
        .forEach(affected::add);
    if (unfinished.isEmpty() || affected.isEmpty()) {
      return;
    }
    questions.ask(
        by.table(),
        "SELECT count(*), count(DISTINCT r.c1) FROM %s AS r WHERE r.c1 IN (%s)"
            .formatted(unfinished.get(), String.join(" UNION ALL ", affected)),
        row -> {
          if (row.getLong(1) > 0) {
            questions.find(finding(by.table(), column.table(), row.getLong(1), row.getLong(2)));
          }
        });
  }

  private static Finding finding(String runs, String table, long count, long of) {
    return Finding.warning(
        "unfinished-runs",
        runs,
        "%s unfinished, of %s of %s that this release changes or removes"
            .formatted(count, of, table),
        "let them come to their end or cancel them before the release");
  }

  /** The values of a column in the rows that are not after the release as they are now. */
  private Optional<String> different(Place column) {
    var entry = release.manifest().table(column.table()).filter(it -> it.rule().takesRows());
    var target = release.target().table(column.table());
    if (entry.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    var columns = new ArrayList<String>();
    columns.add(column.column());
    target.get().columns().stream()
        .map(it -> it.name())
        .filter(it -> !it.equals(column.column()) && entry.get().columns().contains(it))
        .filter(it -> !entry.get().preserved().contains(it))
        .filter(it -> !entry.get().volatileColumns().contains(it))
        .forEach(columns::add);
    var aftermath = new Aftermath(release);
    var before = aftermath.before(column.table(), columns);
    var after = aftermath.after(column.table(), columns);
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            SELECT c1 FROM (SELECT * FROM %1$s AS a EXCEPT SELECT * FROM %2$s AS b) AS gone
            UNION ALL
            SELECT c1 FROM (SELECT * FROM %2$s AS a EXCEPT SELECT * FROM %1$s AS b) AS came"""
                .formatted(before.get(), after.get()));
  }
}
