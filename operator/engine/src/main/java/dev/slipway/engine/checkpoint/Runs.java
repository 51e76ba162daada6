package dev.slipway.engine.checkpoint;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.ledger.LastApplied;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which migration file an environment runs. */
final class Runs {
  private Runs() {}

  /** Its digest; absent where the ledger does not tell. */
  static @Nullable String fileOf(Sessions sessions) {
    try (var session = sessions.open()) {
      return LastApplied.find(session).orElse(null);
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }
}
