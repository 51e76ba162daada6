package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.ledger.LastApplied;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.ledger.LedgerHistory.Committed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a run has released, as long as a database holds nothing that came later. */
public final class LastChange {
  private LastChange() {}

  /**
   * The undo file that a run has kept. Fails where it has kept none, and where something else was
   * released or restored since.
   *
   * @param by the run that takes it back; what it has done already is no later change
   */
  public static Digest undoOf(Connection transaction, String run, String by) throws SQLException {
    var applied = step(transaction, run, "Apply");
    if (applied.isEmpty()) {
      throw new EngineException(
          FailureCode.NOT_APPLIED, "the ledger of this database has no release of run " + run);
    }
    var left = MigrationReport.parse(applied.get().report()).undo();
    if (left == null) {
      throw new EngineException(
          FailureCode.OBJECT_MISSING, "run %s has kept no undo file".formatted(run));
    }
    if (step(transaction, by, Migration.UNDO).isEmpty()) {
      var last = LastApplied.find(transaction).orElse("a backup that was restored");
      if (!last.equals(applied.get().digest())) {
        throw new EngineException(
            FailureCode.LEDGER_DISAGREES,
            "run %s has released %s, and since then the database has got %s"
                .formatted(run, applied.get().digest(), last));
      }
    }
    return left.file();
  }

  private static Optional<LedgerEntry> step(Connection transaction, String run, String step)
      throws SQLException {
    return LedgerHistory.ofRun(transaction, run).stream()
        .map(Committed::entry)
        .filter(it -> it.step().equals(step))
        .findFirst();
  }
}
