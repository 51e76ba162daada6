package dev.slipway.engine.ledger;

import dev.slipway.engine.database.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time during which a worker is the one that writes to a target: from the token that it draws
 * to the end that it notes, with a heartbeat in between.
 */
public final class Tenure implements AutoCloseable {
  /** Longer than a worker that died without a word counts as alive. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final String WHERE = "target database";

  private final Supplier<Connection> sessions;
  private final FencingToken token;
  private final Heartbeat heartbeat;

  private Tenure(Supplier<Connection> sessions, FencingToken token, Heartbeat heartbeat) {
    this.sessions = sessions;
    this.token = token;
    this.heartbeat = heartbeat;
  }

  /** Takes over from whoever wrote before for the same run, and waits for those of other runs. */
  public static Tenure begin(Supplier<Connection> sessions, Attempt attempt) {
    try (var session = sessions.get()) {
      var token = FencingToken.draw(session, attempt, PATIENCE);
      return new Tenure(sessions, token, Heartbeat.start(sessions, token, Heartbeat.INTERVAL));
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    }
  }

  public FencingToken token() {
    return token;
  }

  @Override
  public void close() {
    heartbeat.close();
    try (var session = sessions.get()) {
      token.retire(session);
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    }
  }
}
