package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The keys of rows that the file says are to go: its sources have removed what their base had.
 *
 * @param packed as they are in the file
 */
record LeavingRows(Stage stage, RowsEntry packed) implements WaitingRows {
  @Override
  public String place() {
    return stage.rows().leaving();
  }

  @Override
  public String columns() {
    return stage.columns(stage.table().entry().removedColumns());
  }

  @Override
  public void load(TargetSession session, MigrationFileReader file)
      throws SQLException, IOException {
    session.run(stage.create(place(), columns()));
    var entry = stage.table().entry();
    var names = entry.removedColumns().stream().map(it -> quoted(it)).collect(joining(", "));
    try (var rows = file.removed(entry)) {
      StagedTable.copy(
          session, rows, packed, entry.name(), "COPY %s (%s) FROM STDIN".formatted(place(), names));
    }
    session.run("ANALYZE " + place());
  }
}
