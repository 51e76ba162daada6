package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of the target with the place for the rows that come into it beside it.
 *
 * @param rows those of the stage, or what was made of them
 */
record StagedTable(Stage stage, ComingRows rows) implements WaitingRows {
  static StagedTable of(Stage stage) {
    return new StagedTable(stage, stage.rows());
  }

  StagedTable asInFile() {
    return of(stage);
  }

  /** The same with rows that wait elsewhere. */
  StagedTable with(ComingRows other) {
    return new StagedTable(stage, other);
  }

  /** All that waits of it: what comes, and what says which rows are to go. */
  Stream<WaitingRows> waiting() {
    var removed = entry().removed();
    return Stream.concat(
        Stream.of(asInFile()),
        removed == null ? Stream.empty() : Stream.of(new LeavingRows(stage, removed)));
  }

  @Override
  public String place() {
    return stage.name();
  }

  @Override
  public String columns() {
    return stage.columns();
  }

  @Override
  public void load(TargetSession session, MigrationFileReader file)
      throws SQLException, IOException {
    session.run(stage.create());
    copy(session, file, entry(), stage.copy());
    session.run(Stage.LITTLE_IS_ENOUGH);
    session.run(stage.analyze());
  }

  /** The reader checks what it reads; here it is checked that the database took all of it. */
  static void copy(TargetSession session, MigrationFileReader file, TableEntry entry, String copy)
      throws SQLException, IOException {
    try (var stream = file.rows(entry)) {
      copy(session, stream, rowsOf(entry), entry.name(), copy);
    }
  }

  static void copy(
      TargetSession session, InputStream rows, RowsEntry packed, String table, String copy)
      throws SQLException, IOException {
    long copied = session.copyIn(copy, rows);
    if (copied != packed.count()) {
      throw new EngineException(
          FailureCode.FILE_DAMAGED,
          "%s has %s rows in the file, of which the database took %s"
              .formatted(table, packed.count(), copied));
    }
  }

  TargetTable table() {
    return stage.table();
  }

  /** That a column's values have while they wait. */
  String type(String column) {
    return rows.type(table().column(column));
  }

  /** Of its own among those of the migration. */
  int number() {
    return stage.number();
  }

  /** As they are in the file. */
  @Override
  public RowsEntry packed() {
    return rowsOf(entry());
  }

  TableEntry entry() {
    return table().entry();
  }

  RowChanges changes() {
    return new RowChanges(rows(), number());
  }

  /** Finds what differs before the structure is changed, and remembers it. Safe to repeat. */
  TableCounts findBefore(TargetSession session) throws SQLException {
    session.run(Differences.forget(number()));
    return find(session, Reading.before(rows()));
  }

  /** Finds it anew: rows have other places, and other values, since the structure was changed. */
  TableCounts findAfter(TargetSession session) throws SQLException {
    session.run(Differences.forget(number()));
    return find(session, Reading.after(rows()));
  }

  private static RowsEntry rowsOf(TableEntry entry) {
    if (entry.rows() == null) {
      throw new EngineException(
          FailureCode.FILE_DAMAGED,
          "the file has no rows of " + entry.name() + ", though its rule takes them");
    }
    return entry.rows();
  }

  /** The keys of the first rows that differ, once they are found; absent where rows have none. */
  Optional<String> firstKeys() {
    var reading = Reading.before(rows);
    return table().keys().isEmpty()
        ? Optional.empty()
        : Optional.of(
            KeyText.firstOfEach(
                table().keys(),
                it ->
                    "coalesce(%s, %s)"
                        .formatted(reading.coming().apply(it), reading.present().apply(it)),
                """
                CASE WHEN d.present IS NULL THEN 'added' WHEN d.coming IS NULL THEN 'removed'
                     ELSE 'changed' END AS what
                  FROM %1$s AS d LEFT JOIN %2$s AS t ON t.%3$s = d.present
                  LEFT JOIN %4$s AS s ON s.ctid = d.coming
                 WHERE d.number = %5$s\
                """
                    .formatted(
                        Differences.NAME,
                        PresentRows.of(table()),
                        PresentRows.PLACE,
                        rows.name(),
                        number())));
  }

  private TableCounts find(TargetSession session, Reading reading) throws SQLException {
    var pairs = RowDiff.of(rows()).pairs(reading);
    var numbers = session.numbers(Differences.find(number(), table(), pairs));
    return new TableCounts(
        table().name(),
        entry().rule(),
        numbers.get(0),
        numbers.get(1),
        numbers.get(2),
        numbers.get(3));
  }
}
