package dev.slipway.engine.apply;

import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Carries out what was found to differ, and makes sure that it was just that. */
final class RowWriter {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> REFERENCE_VIOLATIONS = Set.of("23503", "23001");

  /** So few are written before anybody would look for progress, so all go in one message. */
  private static final long FEW_ROWS = 10_000;

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
    if (written.foundInAll() > FEW_ROWS) {
      writeOneByOne(written);
    } else if (!isWrittenAtOnce(written)) {
      written = WrittenRows.begin(session, tables); // what was rolled back counts, too
      writeOneByOne(written);
    }
    written.requireNothingElse();
    progress.at(new ProgressMark("apply", tables.size(), tables.size(), "tables"));
  }

  /** False where a unique value goes from one row to another, and nothing is written. */
  private boolean isWrittenAtOnce(WrittenRows written) throws SQLException {
    var statements = new ArrayList<>(deletes(written));
    for (var table : tables) {
      if (written.found(table).changed() > 0) {
        statements.add(table.changes().update());
      }
      statements.addAll(insert(table, written));
    }
    return session.triedUnless(UNIQUE_VIOLATION, () -> session.runTogether(statements));
  }

  private void writeOneByOne(WrittenRows written) throws SQLException, ReferencesInterfere {
    session.runAll(deletes(written));
    int done = 0;
    for (var table : tables) {
      if (written.found(table).changed() > 0) {
        update(table, written);
      }
      session.runAll(insert(table, written));
      progress.at(new ProgressMark("apply", ++done, tables.size(), "tables"));
    }
  }

  private List<String> deletes(WrittenRows written) {
    return tables.reversed().stream()
        .filter(it -> written.found(it).removed() > 0)
        .map(it -> it.changes().delete())
        .toList();
  }

  private static List<String> insert(StagedTable table, WrittenRows written) {
    return written.found(table).added() > 0 ? List.of(table.changes().insert()) : List.of();
  }

  private void update(StagedTable table, WrittenRows written)
      throws SQLException, ReferencesInterfere {
    var count = written.countOf(table);
    if (!session.triedUnless(UNIQUE_VIOLATION, () -> session.run(table.changes().update()))) {
      keys.requireNoneActsOn(table.table());
      written.replace(table, count);
      session.run(table.changes().replace());
    }
  }
}
