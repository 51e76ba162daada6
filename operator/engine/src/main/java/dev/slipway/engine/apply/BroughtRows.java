package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.file.MigrationFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What has become of the rows that a file brought: what it would do if it were applied once more,
 * by the same rules. Rows that came since are nobody's loss.
 */
record BroughtRows(TargetSession session, MigrationFileReader file, MigrationSettings settings) {
  /**
   * @param gone that the file has to bring again
   * @param changed in columns that the app does not write by itself
   */
  record Fate(String table, long gone, long changed) {}

  /** Of the rows of these tables. In the session's transaction, where it leaves nothing. */
  List<Fate> of(Set<String> tables) throws SQLException {
    var wanted = new Wanted.Release(file, true);
    var staged = StagedMigration.plan(session, wanted, settings, StageSchema.TEMPORARY);
    if (settings.refuses(staged.findings())) {
      throw new EngineException(
          FailureCode.VALIDATION_INCONCLUSIVE,
          "the rows of %s are not those that were released, and cannot be compared with the file: the structure has changed since"
              .formatted(String.join(", ", tables)));
    }
    staged.prepare();
    try {
      staged.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var measured = staged.measure();
    var fates = new ArrayList<Fate>();
    for (var table : staged.overwritten()) {
      var counts = measured.counts().get(table.table().name());
      if (tables.contains(table.table().name()) && counts != null) {
        fates.add(fate(table, counts));
      }
    }
    return List.copyOf(fates);
  }

  private Fate fate(StagedTable table, TableCounts counts) throws SQLException {
    if (table.table().keyColumns().isEmpty()) {
      // one that changed is another one
      long changed = Math.min(counts.added(), counts.removed());
      return new Fate(counts.table(), counts.added() - changed, changed);
    }
    return new Fate(
        counts.table(), counts.added(), counts.changed() == 0 ? 0 : changedByOthers(table));
  }

  private long changedByOthers(StagedTable table) throws SQLException {
    var volatileColumns = table.entry().volatileColumns();
    var compared =
        table.table().changingColumns().stream()
            .filter(it -> !volatileColumns.contains(it.name()))
            .toList();
    if (volatileColumns.isEmpty() || compared.isEmpty()) {
      return compared.isEmpty() ? 0 : changed(table, "true");
    }
    var reading = Reading.before(table.rows());
    return changed(
        table,
        "row(%s)::record *<> row(%s)::record"
            .formatted(list(compared, reading.coming()), list(compared, reading.present())));
  }

  private long changed(StagedTable table, String condition) throws SQLException {
    return session
        .numbers(
            """
            SELECT count(*) FROM %s AS d JOIN %s AS t ON t.%s = d.present
              JOIN %s AS s ON s.ctid = d.coming
             WHERE d.number = %s AND (%s)\
            """
                .formatted(
                    Differences.NAME,
                    PresentRows.of(table.table()),
                    PresentRows.PLACE,
                    table.rows().name(),
                    table.number(),
                    condition))
        .getFirst();
  }

  private static String list(List<Column> columns, Function<Column, String> value) {
    return columns.stream().map(value).collect(joining(", "));
  }
}
