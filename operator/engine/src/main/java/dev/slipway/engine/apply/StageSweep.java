package dev.slipway.engine.apply;

import dev.slipway.engine.database.AsLoggedIn;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.ledger.FencingToken;
import dev.slipway.engine.ledger.Heartbeat;
import java.sql.SQLException;
import java.util.List;

/** Drops what runs that live no longer have left beside the target. */
final class StageSweep {
  /** A run says every ten seconds that it lives; one that is busy still has its session. */
  private static final String LIVES =
      """
      SELECT 1 FROM slipway.run
       WHERE run = ? AND ended_at IS NULL
         AND (heartbeat > now() - interval '%s seconds'
              OR EXISTS (SELECT FROM pg_stat_activity AS activity
                          WHERE activity.pid = backend_pid
                            AND activity.backend_start = run.backend_start))
      """
          .formatted(Heartbeat.LOST_AFTER.toSeconds());

  private final TargetSession session;
  private final FencingToken token;

  /**
   * @param session whose connection is in no transaction
   */
  StageSweep(TargetSession session, FencingToken token) {
    this.session = session;
    this.token = token;
  }

  /** All but that of the run that asks. */
  void dropLeftBehind(StageSchema own) throws SQLException {
    List<StageSchema> found;
    try (var transaction = begin()) {
      found = StageSchema.all(session);
      transaction.commit();
    }
    for (var schema : found) {
      if (!schema.run().equals(own.run())) {
        drop(schema, false);
      }
    }
  }

  /** That of the run that asks, which is over. */
  void dropOwn(StageSchema own) throws SQLException {
    drop(own, true);
  }

  private void drop(StageSchema schema, boolean own) throws SQLException {
    boolean more = true;
    while (more) {
      try (var transaction = begin()) {
        more = (own || isLeftBehind(schema)) && schema.dropSome(session);
        transaction.commit();
      }
    }
  }

  private boolean isLeftBehind(StageSchema schema) throws SQLException {
    if (!schema.isUnused(session)) {
      return false;
    }
    try (var _ = AsLoggedIn.in(session.connection())) {
      return session.texts(LIVES, schema.run()).isEmpty();
    }
  }

  private Transaction begin() throws SQLException {
    var transaction = Transaction.begin(session.connection());
    token.hold(session.connection());
    session.run("SET LOCAL lock_timeout = '3s'");
    return transaction;
  }
}
