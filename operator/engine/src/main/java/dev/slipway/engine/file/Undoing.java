package dev.slipway.engine.file;

import java.util.List;

/**
 * What an undo file takes back.
 *
 * @param run that made the change
 * @param step of it
 * @param file that was applied
 * @param createdTables that were not there before, and so go again
 * @param valuesOnly tables whose rows are others': the old values of some columns are here, by key
 * @param rows checksums of the tables whose rows are here, as they were before
 */
public record Undoing(
    String run,
    String step,
    Digest file,
    List<String> createdTables,
    List<String> valuesOnly,
    List<TableRows> rows) {
  public Undoing {
    createdTables = List.copyOf(createdTables);
    valuesOnly = List.copyOf(valuesOnly);
    rows = List.copyOf(rows);
  }

  /**
   * @param checksum over the columns, whatever the order of the rows
   */
  public record TableRows(String table, List<String> columns, String checksum) {
    public TableRows {
      columns = List.copyOf(columns);
    }
  }
}
