package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/** What is remembered of a database's past outside of it, against what it says itself. */
public final class Past {
  private static final String FIND = "SELECT digest FROM slipway.ledger WHERE run = ? AND step = ?";

  private static final String RESTORED_SINCE =
      "SELECT EXISTS (SELECT FROM slipway.ledger WHERE restores AND committed_at > ?)";

  private Past() {}

  /**
   * Fails where the database went back behind any of these, unless a restore of ours is on record
   * that came later: that was meant.
   */
  public static void require(Connection transaction, List<KnownEntry> known, FencingToken drawn)
      throws SQLException {
    for (var entry : known) {
      boolean isThere = isThere(transaction, entry);
      if ((!isThere || drawn.number() <= entry.token()) && !wasRestored(transaction, entry)) {
        throw new EngineException(FailureCode.DATABASE_WENT_BACK, inWords(entry, isThere));
      }
    }
  }

  private static boolean isThere(Connection transaction, KnownEntry entry) throws SQLException {
    try (var statement = transaction.prepareStatement(FIND)) {
      statement.setString(1, entry.run());
      statement.setString(2, entry.step());
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getString(1).equals(entry.digest());
      }
    }
  }

  private static boolean wasRestored(Connection transaction, KnownEntry entry) throws SQLException {
    try (var statement = transaction.prepareStatement(RESTORED_SINCE)) {
      statement.setTimestamp(1, Timestamp.from(entry.reported()));
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static String inWords(KnownEntry entry, boolean isThere) {
    var what =
        isThere
            ? "numbers its workers lower than when step %s of run %s was done"
            : "does not know that step %s of run %s was done";
    return ("this database %s, as was reported at %s: it was set back, by a snapshot perhaps."
            + " Nothing was applied. Look whether its data is what you want, and restore a backup with"
            + " Slipway, which puts that on record")
        .formatted(what.formatted(entry.step(), entry.run()), entry.reported());
  }
}
