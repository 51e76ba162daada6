package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class KeepAliveIT {
  private final AppDatabase database;

  KeepAliveIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void aTransactionOutlivesTheTimeThatItsOwnerIsBusyElsewhere() throws SQLException {
    try (var session = shortLived();
        var transaction = Transaction.begin(session)) {
      try (var statement = session.createStatement()) {
        statement.execute("CREATE TABLE kept ()");
      }
      try (var _ = KeepAlive.of(session, Duration.ofMillis(100))) {
        waitElsewhere();
      }
      transaction.commit();
    }

    assertThat(database.value("SELECT to_regclass('public.kept') IS NOT NULL")).isEqualTo("t");
  }

  @Test
  void withoutItTheServerTakesTheSessionForDead() throws SQLException {
    try (var session = shortLived();
        var _ = Transaction.begin(session)) {
      AppDatabase.valuesOver(session, "SELECT 1");

      waitElsewhere();

      assertThatThrownBy(() -> AppDatabase.valuesOver(session, "SELECT 1"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aSessionThatIsLostEndsIt() throws SQLException {
    try (var session = database.sessions().open()) {
      try (var _ = KeepAlive.of(session, Duration.ofMillis(10))) {
        database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
      }

      assertThatThrownBy(() -> AppDatabase.valuesOver(session, "SELECT 1"))
          .isInstanceOf(SQLException.class);
    }
  }

  private Connection shortLived() throws SQLException {
    var session = database.sessions().open();
    try (var statement = session.createStatement()) {
      statement.execute("SET search_path = public");
      statement.execute("SET idle_in_transaction_session_timeout = '500ms'");
    }
    return session;
  }

  /** Another session sleeps, which is over when it says so. */
  private void waitElsewhere() {
    assertThat(database.value("SELECT pg_sleep(1.5)")).isNotNull();
  }
}
