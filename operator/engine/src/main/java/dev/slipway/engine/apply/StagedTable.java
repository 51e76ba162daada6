package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.sql.SQLException;

/** A table of the target with the place for the file's rows beside it. */
record StagedTable(TableEntry entry, Stage stage, RowDiff diff) {

  static StagedTable of(TableEntry entry, Stage stage) {
    return new StagedTable(entry, stage, RowDiff.of(stage));
  }

  /** In the caller's transaction. */
  void load(TargetSession session, MigrationFileReader file) throws SQLException, IOException {
    session.run(stage.create());
    copy(session, file, entry, stage.copy());
    session.run(stage.analyze());
  }

  /** The reader checks what it reads; here it is checked that the database took all of it. */
  static void copy(TargetSession session, MigrationFileReader file, TableEntry entry, String copy)
      throws SQLException, IOException {
    var rows = rowsOf(entry);
    try (var stream = file.rows(entry)) {
      long copied = session.copyIn(copy, stream);
      if (copied != rows.count()) {
        throw new EngineException(
            FailureCode.FILE_DAMAGED,
            "%s has %s rows in the file, of which the database took %s"
                .formatted(entry.name(), rows.count(), copied));
      }
    }
  }

  RowsEntry rows() {
    return rowsOf(entry);
  }

  TargetTable table() {
    return stage.table();
  }

  TableCounts countBefore(TargetSession session) throws SQLException {
    return count(session, diff.countBefore());
  }

  TableCounts countAfter(TargetSession session) throws SQLException {
    return count(session, diff.countAfter());
  }

  private static RowsEntry rowsOf(TableEntry entry) {
    if (entry.rows() == null) {
      throw new EngineException(
          FailureCode.FILE_DAMAGED,
          "the file has no rows of " + entry.name() + ", though its rule takes them");
    }
    return entry.rows();
  }

  private TableCounts count(TargetSession session, String query) throws SQLException {
    var numbers = session.numbers(query);
    return new TableCounts(
        entry.name(), entry.rule(), numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}
