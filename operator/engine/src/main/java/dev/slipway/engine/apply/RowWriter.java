package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Makes the rows of the target's tables those of their stages, where they differ. */
final class RowWriter {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> REFERENCE_VIOLATIONS = Set.of("23503", "23001");

  private final TargetSession session;
  private final ProgressSink progress;

  RowWriter(TargetSession session, ProgressSink progress) {
    this.session = session;
    this.progress = progress;
  }

  /**
   * @param tables parents first
   */
  void write(List<StagedTable> tables) throws SQLException {
    var triggers = new UserTriggers(session);
    for (var table : tables) {
      triggers.disable(table.table());
    }
    writeInAnyWay(tables);
    triggers.restore();
    for (var table : tables) {
      requireEqual(table);
    }
  }

  /** In an order that satisfies references as a rule; where it does not, they are put off. */
  private void writeInAnyWay(List<StagedTable> tables) throws SQLException {
    var before = session.connection().setSavepoint();
    try {
      session.run("SET CONSTRAINTS ALL DEFERRED");
      writeInOrder(tables);
      session.run("SET CONSTRAINTS ALL IMMEDIATE");
    } catch (SQLException e) {
      if (!REFERENCE_VIOLATIONS.contains(e.getSQLState())) {
        throw e;
      }
      session.connection().rollback(before);
      writeBeforeReferencesAreChecked(tables);
    }
  }

  private void writeBeforeReferencesAreChecked(List<StagedTable> tables) throws SQLException {
    var keys = DeferredKeys.to(session, tables.stream().map(StagedTable::table).toList());
    keys.defer();
    session.run("SET CONSTRAINTS ALL DEFERRED");
    writeInOrder(tables);
    session.run("SET CONSTRAINTS ALL IMMEDIATE");
    keys.restore();
  }

  /** Removes first, so that what is removed holds no unique value that is given away anew. */
  private void writeInOrder(List<StagedTable> tables) throws SQLException {
    for (var table : tables.reversed()) {
      session.run(table.diff().delete());
    }
    int done = 0;
    for (var table : tables) {
      update(table.diff());
      session.run(table.diff().insert());
      progress.at(new ProgressMark("apply", ++done, tables.size(), "tables"));
    }
  }

  private void update(RowDiff diff) throws SQLException {
    if (diff.update().isEmpty()) {
      return;
    }
    var before = session.connection().setSavepoint();
    try {
      session.run(diff.update().get());
      session.connection().releaseSavepoint(before);
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || diff.replace().isEmpty()) {
        throw e;
      }
      session.connection().rollback(before);
      session.run(diff.replace().get());
    }
  }

  private void requireEqual(StagedTable table) throws SQLException {
    if (!table.countAfter(session).isUnchanged()) {
      throw new EngineException(
          FailureCode.DATABASE_REFUSED,
          "rows of %s are not those of the file after they were written: something in the database rewrites them"
              .formatted(table.table().name()));
    }
  }
}
