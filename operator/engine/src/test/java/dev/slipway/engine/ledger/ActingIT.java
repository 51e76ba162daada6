package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseLogin;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that log in by one role and act as another, which may not see or end their sessions. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ActingIT {
  private static final String BACKEND =
      "SELECT backend_pid || ' ' || (backend_start IS NOT NULL) FROM slipway.run";
  private static final String SELF = "SELECT pg_backend_pid() || ' true'";
  private static final String WHO = "SELECT session_user || ' as ' || current_user";

  private final AppDatabase database;
  private final ReleaseLogin release;
  private Connection first;
  private Connection second;

  ActingIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
    this.release = ReleaseLogin.of(database, PostgresServer.shared(installation));
  }

  @BeforeEach
  void connect() {
    first = release.sessions().open();
    second = release.sessions().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    first.close();
    second.close();
  }

  @Test
  void aSuccessorEndsTheSessionOfItsPredecessor() throws SQLException {
    var token = draw(first, 1);
    token.recordBackend(first);
    var transaction = Transaction.begin(first);
    token.hold(first);

    draw(second, 2);

    assertThatThrownBy(transaction::commit)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn("57P01", "08006"));
  }

  @Test
  void aSessionIsRecordedWithItsStartAndActsOnAsBefore() throws SQLException {
    draw(first, 1).recordBackend(first);

    assertThat(ask(second, BACKEND)).isEqualTo(ask(first, SELF));
    assertThat(ask(first, WHO)).isEqualTo(release.role() + " as " + database.owner());
  }

  @Test
  void soIsOneByAScript() throws SQLException {
    var script = new LedgerScript(draw(first, 1)).recordBackend();
    try (var statement = second.createStatement()) {
      statement.execute(script);
    }

    assertThat(ask(first, BACKEND)).isEqualTo(ask(second, SELF));
    assertThat(ask(second, WHO)).isEqualTo(release.role() + " as " + database.owner());
  }

  private static FencingToken draw(Connection session, int number) throws SQLException {
    return FencingToken.draw(
        session, new Attempt("run", "apply", number, "env"), Duration.ofSeconds(10));
  }

  private static String ask(Connection session, String query) throws SQLException {
    return AppDatabase.valuesOver(session, query).getFirst();
  }
}
