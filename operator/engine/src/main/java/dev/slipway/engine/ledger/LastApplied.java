package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Which migration file a database runs, as far as its own ledger tells. */
public final class LastApplied {
  /** Nothing is asked of a table that is not there or not to be read: the transaction lives on. */
  private static final String IS_READABLE =
      """
      SELECT EXISTS (SELECT FROM pg_catalog.pg_class c
                       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                      WHERE n.nspname = 'slipway' AND c.relname = 'ledger'
                        AND EXISTS (SELECT FROM pg_catalog.pg_attribute a
                                     WHERE a.attrelid = c.oid AND a.attname = 'restores')
                        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                        AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))
      """;

  private static final String LAST =
      """
      SELECT digest
        FROM slipway.ledger applied
       WHERE NOT restores AND step <> 'Undo'
         AND NOT EXISTS (SELECT FROM slipway.ledger undone
                          WHERE undone.run = applied.run AND undone.step = 'Undo'
                            AND undone.token > applied.token)
         AND NOT EXISTS (SELECT FROM slipway.ledger restored
                          WHERE restored.restores AND restored.token > applied.token)
       ORDER BY token DESC LIMIT 1
      """;

  private LastApplied() {}

  /**
   * The digest of the last file that was applied and neither undone nor restored over; none where
   * the ledger does not tell.
   */
  public static Optional<String> find(Connection transaction) throws SQLException {
    if (!"t".equals(first(transaction, IS_READABLE).orElse("f"))) {
      return Optional.empty();
    }
    return first(transaction, LAST);
  }

  private static Optional<String> first(Connection transaction, String query) throws SQLException {
    try (var statement = transaction.prepareStatement(query);
        var rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }
}
