package dev.slipway.engine.restore;

/**
 * What the session of a restore does besides, such as writing the row of a ledger. Every name has
 * its schema before it, since the search path is empty in the transaction.
 *
 * @param before the transaction begins, on its own
 * @param first in the transaction
 * @param last in the transaction
 */
public record RestoreStatements(String before, String first, String last) {
  public static final RestoreStatements NONE = last("");

  /** Nothing but the statement with which the transaction ends. */
  public static RestoreStatements last(String statement) {
    return new RestoreStatements("", "", statement);
  }
}
