package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class HeartbeatIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final String LAST_BEAT = "SELECT heartbeat FROM slipway.run";
  private static final String OTHER_SESSIONS =
      """
      SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_type = 'client backend'\
      """;

  private final AppDatabase database;

  HeartbeatIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void beatsAgainAndAgain() throws SQLException {
    var token = token();

    try (var _ = Heartbeat.start(database.sessions()::open, token, OFTEN)) {
      awaitABeatAfter(database.value(LAST_BEAT));
      awaitABeatAfter(database.value(LAST_BEAT));
    }
  }

  @Test
  void goesOnAfterItsSessionWasEnded() throws SQLException {
    var token = token();

    try (var _ = Heartbeat.start(database.sessions()::open, token, OFTEN)) {
      awaitABeatAfter(database.value(LAST_BEAT));
      database.values("SELECT pg_terminate_backend(pid) FROM (" + OTHER_SESSIONS + ") AS other");
      awaitABeatAfter(database.value(LAST_BEAT));
    }
  }

  @Test
  void leavesNoSessionWhenItIsClosedBeforeTheNextBeat() throws SQLException {
    var token = token();
    var drawn = database.value(LAST_BEAT);
    var heartbeat = Heartbeat.start(database.sessions()::open, token, Duration.ofHours(1));
    awaitABeatAfter(drawn);

    heartbeat.close();

    // a session that asks may see the one that asked before it, which is about to end
    assertThat(Await.holdsWithin(LIMIT, () -> database.values(OTHER_SESSIONS).isEmpty())).isTrue();
  }

  private FencingToken token() throws SQLException {
    try (var session = database.sessions().open()) {
      return FencingToken.draw(session, new Attempt("run", "apply", 1, "env"), LIMIT);
    }
  }

  private void awaitABeatAfter(String last) {
    Await.until("a beat", LIMIT, () -> !database.value(LAST_BEAT).equals(last));
  }
}
