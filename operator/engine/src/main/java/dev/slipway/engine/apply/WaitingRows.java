package dev.slipway.engine.apply;

import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import java.io.IOException;
import java.sql.SQLException;

/** Rows of a file that wait in a table beside the one that they are about. */
interface WaitingRows {
  /** The table that they wait in. */
  String place();

  /** Its columns, with their types. */
  String columns();

  /** As they are in the file. */
  RowsEntry packed();

  /** In the caller's transaction. */
  void load(TargetSession session, MigrationFileReader file) throws SQLException, IOException;
}
