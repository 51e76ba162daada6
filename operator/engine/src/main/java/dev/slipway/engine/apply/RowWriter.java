package dev.slipway.engine.apply;

import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;

/** Carries out what was found to differ, and makes sure that it was just that. */
final class RowWriter {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> REFERENCE_VIOLATIONS = Set.of("23503", "23001");

  private final TargetSession session;
  private final ProgressSink progress;
  private final List<StagedTable> tables;
  private final LooseKeys keys;

  private RowWriter(
      TargetSession session, ProgressSink progress, List<StagedTable> tables, LooseKeys keys) {
    this.session = session;
    this.progress = progress;
    this.tables = tables;
    this.keys = keys;
  }

  /**
   * @param tables those with differences, parents first
   */
  static void write(TargetSession session, ProgressSink progress, List<StagedTable> tables)
      throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    var keys = LooseKeys.to(session, tables.stream().map(StagedTable::table).toList());
    new RowWriter(session, progress, tables, keys).write();
  }

  private void write() throws SQLException {
    var triggers = new UserTriggers(session);
    triggers.disable(tables.stream().map(it -> it.table().qualifiedName()).toList());
    writeInAnyWay();
    triggers.restore();
  }

  /** In an order that satisfies references as a rule; where it does not, they are put off. */
  private void writeInAnyWay() throws SQLException {
    var before = session.connection().setSavepoint();
    try {
      session.run("SET CONSTRAINTS ALL DEFERRED");
      writeInOrder();
      session.run("SET CONSTRAINTS ALL IMMEDIATE");
    } catch (SQLException e) {
      if (!REFERENCE_VIOLATIONS.contains(e.getSQLState())) {
        throw e;
      }
      writeLoosely(before);
    } catch (ReferencesInterfere _) {
      writeLoosely(before);
    }
  }

  private void writeLoosely(Savepoint before) throws SQLException {
    session.connection().rollback(before);
    keys.loosen();
    session.run("SET CONSTRAINTS ALL DEFERRED");
    try {
      writeInOrder();
    } catch (ReferencesInterfere e) {
      throw WrittenRows.failure(e);
    }
    session.run("SET CONSTRAINTS ALL IMMEDIATE");
    keys.restore();
  }

  /** Removes first, so that what is removed holds no unique value that is given away anew. */
  private void writeInOrder() throws SQLException, ReferencesInterfere {
    var written = WrittenRows.begin(session, tables);
    for (var table : tables.reversed()) {
      if (written.found(table).removed() > 0) {
        session.run(table.changes().delete());
      }
    }
    int done = 0;
    for (var table : tables) {
      if (written.found(table).changed() > 0) {
        update(table, written);
      }
      if (written.found(table).added() > 0) {
        session.run(table.changes().insert());
      }
      progress.at(new ProgressMark("apply", ++done, tables.size(), "tables"));
    }
    written.requireNothingElse();
  }

  private void update(StagedTable table, WrittenRows written)
      throws SQLException, ReferencesInterfere {
    var count = written.countOf(table);
    var before = session.connection().setSavepoint();
    try {
      session.run(table.changes().update());
      session.connection().releaseSavepoint(before);
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      session.connection().rollback(before);
      keys.requireNoneActsOn(table.table());
      written.replace(table, count);
      session.run(table.changes().replace());
    }
  }
}
