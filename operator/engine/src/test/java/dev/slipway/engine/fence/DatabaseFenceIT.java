package dev.slipway.engine.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class DatabaseFenceIT {
  private static final String SETTING = "SELECT setconfig FROM pg_db_role_setting";
  private static final String OF_THIS_DATABASE =
      " WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private final PostgresInstallation installation;
  private final AppDatabase database;
  private Connection session;

  DatabaseFenceIT(PostgresInstallation installation) {
    this.installation = installation;
    this.database = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void connect() {
    database.run("CREATE TABLE notes (text text)");
    session = database.sessions().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    session.close();
  }

  @Test
  void endsTheSessionsThatAreOpen() throws SQLException {
    try (var app = database.connect()) {
      fence().raise();

      assertThatFailsWith(() -> write(app), "57P01", "08006");
    }
  }

  @Test
  void stopsThePoolThatConnectsAgain() throws SQLException {
    fence().raise();

    try (var app = database.connect()) {
      assertThatFailsWith(() -> write(app), "25006");
    }
  }

  @Test
  void letsOurOwnSessionsWrite() throws SQLException {
    fence().raise();

    database.run("INSERT INTO notes VALUES ('behind the fence')");

    assertThat(database.values("SELECT text FROM public.notes")).hasSize(1);
  }

  @Test
  void sparesTheSessionsThatItIsTold() throws SQLException {
    try (var heartbeat = database.sessions().open()) {
      int pid =
          Integer.parseInt(AppDatabase.valuesOver(heartbeat, "SELECT pg_backend_pid()").get(0));

      new DatabaseFence(session, Set.of(pid), Duration.ofSeconds(10)).raise();

      assertThat(heartbeat.isValid(5)).isTrue();
    }
  }

  @Test
  void loweredItLetsAppsWriteAndEndsWhoWouldStayReadOnly() throws SQLException {
    fence().raise();
    try (var pooled = database.connect()) {
      fence().lower();

      assertThatFailsWith(() -> write(pooled), "57P01", "08006");
    }
    try (var app = database.connect()) {
      write(app);
    }
    assertThat(database.values("SELECT text FROM public.notes")).hasSize(1);
  }

  @Test
  void raisedTwiceItIsLoweredToWhatWasBefore() throws SQLException {
    database.run(alter("SET default_transaction_read_only = off"));
    var before = database.values(SETTING + OF_THIS_DATABASE);
    fence().raise();
    fence().raise();
    assertThat(fence().isUp()).isTrue();

    fence().lower();

    assertThat(fence().isUp()).isFalse();
    assertThat(database.values(SETTING + OF_THIS_DATABASE)).isEqualTo(before);
  }

  @Test
  void loweredTwiceItLeavesASettingThatSomebodyMadeSince() throws SQLException {
    fence().raise();
    fence().lower();
    database.run(alter("SET default_transaction_read_only = on"));
    var since = database.values(SETTING + OF_THIS_DATABASE);

    fence().lower();

    assertThat(database.values(SETTING + OF_THIS_DATABASE)).isEqualTo(since);
  }

  @Test
  void refusesWhereARoleIsSetToWriteAndNamesIt() {
    database.run(
        "ALTER ROLE %s IN DATABASE %s SET default_transaction_read_only = off"
            .formatted(database.owner(), database.name()));

    assertThatThrownBy(() -> fence().raise())
        .hasMessageContaining(database.owner())
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.FENCE_OVERRIDDEN));
    assertThat(database.values("SELECT 1 FROM slipway.fence")).isEmpty();
  }

  @Test
  void namesTheSessionsOfARoleThatOursMayNotEnd() throws SQLException {
    try (var foreign = PostgresServer.shared(installation).superuser(database.name())) {
      var report = fence().raise();

      assertThat(report.left()).extracting(OpenSession::user).containsExactly("postgres");
      assertThat(foreign.isValid(5)).isTrue();
    }
  }

  private DatabaseFence fence() {
    return new DatabaseFence(session, Set.of(), Duration.ofSeconds(10));
  }

  private String alter(String change) {
    return "ALTER DATABASE %s %s".formatted(database.name(), change);
  }

  private static void write(Connection app) throws SQLException {
    try (var statement = app.createStatement()) {
      statement.execute("INSERT INTO public.notes VALUES ('of the app')");
    }
  }

  private static void assertThatFailsWith(ThrowingCallable call, String... states) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn((Object[]) states));
  }
}
