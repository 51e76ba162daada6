package dev.slipway.engine.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What was done, once and for all.
 *
 * @param digest of the file that was applied
 * @param token of the worker that did it
 * @param report what came of it, as the one who did it wrote it
 */
public record LedgerEntry(
    String run, String step, String environment, String digest, long token, String report) {

  static LedgerEntry of(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getString("run"),
        row.getString("step"),
        row.getString("environment"),
        row.getString("digest"),
        row.getLong("token"),
        row.getString("report"));
  }
}
