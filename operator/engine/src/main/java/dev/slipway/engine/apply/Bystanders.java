package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Makes sure that this transaction wrote to no table but those that it is about: not by a reference
 * that cascades, not by a rule, not by anything that nobody thought of.
 */
final class Bystanders {
  private static final String COUNTS_ARE_KEPT = "SELECT current_setting('track_counts')";

  /** Of a stage there may be counts left that an earlier transaction of this session made. */
  private static final String TOUCHED =
      """
      SELECT format('%I.%I', schemaname, relname)
        FROM pg_stat_xact_user_tables
       WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
         AND schemaname <> 'slipway' AND schemaname NOT LIKE 'slipway\\_stage\\_%'
         AND schemaname NOT LIKE 'pg\\_temp%'
         AND NOT (schemaname = ? AND relname = ANY (?))
       ORDER BY 1
      """;

  private Bystanders() {}

  static void requireUntouched(TargetSession session, Collection<String> concerned)
      throws SQLException {
    if (!session.texts(COUNTS_ARE_KEPT).contains("on")) {
      throw new EngineException(
          FailureCode.DATABASE_REFUSED,
          "track_counts is off, so nobody can tell which tables a change reached; switch it on");
    }
    var names = session.connection().createArrayOf("text", concerned.toArray());
    var touched = session.texts(TOUCHED, session.schema(), names);
    if (!touched.isEmpty()) {
      throw new EngineException(
          FailureCode.OTHER_TABLES_TOUCHED,
          "rows of other tables hang on those that this change removes or replaces: "
              + String.join(", ", touched));
    }
  }
}
