package dev.slipway.engine.apply;

import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.undo.WriteCounters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which tables were written to since a run was applied, whoever did it. */
public final class WrittenSince {
  private WrittenSince() {}

  /**
   * Their names; none where nobody wrote, or where the ledger does not tell what was counted then:
   * the run was applied by an earlier version, or never.
   */
  public static List<String> of(Connection transaction, String schema, String run)
      throws SQLException {
    for (var done : LedgerHistory.ofRun(transaction, run)) {
      if (done.entry().step().equals("Apply")) {
        var left = MigrationReport.parse(done.entry().report()).undo();
        return left == null || left.writes() == null
            ? List.of()
            : left.writes().writtenUntil(WriteCounters.read(transaction, schema));
      }
    }
    return List.of();
  }
}
