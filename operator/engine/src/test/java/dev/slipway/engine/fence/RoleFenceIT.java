package dev.slipway.engine.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseLogin;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RoleFenceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final AppDatabase database;
  private final ReleaseLogin release;
  private Connection session;

  RoleFenceIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
    this.release = ReleaseLogin.of(database, PostgresServer.shared(installation));
  }

  @BeforeEach
  void connect() {
    database.run("CREATE TABLE notes (number int)");
    session = release.sessions().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    session.close();
  }

  @Test
  void endsTheSessionsOfTheAppAndLetsItInNoMore() throws SQLException {
    try (var app = database.connect()) {
      var report = fence().raise();

      assertThatFailsWith(() -> write(app, 1), "57P01", "08006");
      assertThat(report.left()).isEmpty();
    }
    assertThatFailsWith(() -> database.database().connect(), INSUFFICIENT_PRIVILEGE);
    assertThat(fence().isUp()).isTrue();
  }

  @Test
  void keepsOutEvenWhoAsksToWrite() throws SQLException {
    fence().raise();

    assertThatThrownBy(() -> database.sessions().open())
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void whatIsMadeMeanwhileIsTheApps() throws SQLException {
    fence().raise();
    run("CREATE TABLE public.made (number int)");

    fence().lower();

    assertThat(database.value("SELECT tableowner FROM pg_tables WHERE tablename = 'made'"))
        .isEqualTo(database.owner());
    database.run("INSERT INTO made VALUES (1); ALTER TABLE made ADD COLUMN text text");
  }

  @Test
  void theListThatADatabaseHasByItselfIsMeantAsBefore() throws SQLException {
    var before = release.rights();

    fence().raise();
    assertThat(release.rights()).isNotEqualTo(before);
    fence().lower();

    assertThat(release.rights()).isEqualTo(before);
  }

  @Test
  void whatWasGrantedToOthersIsAsBefore() throws SQLException {
    var reader = database.name() + "_reader";
    var dealer = database.name() + " Dealer";
    release.createRole(reader);
    release.createRole(dealer);
    release.administer(
        "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database.name()),
        "GRANT CONNECT, TEMPORARY ON DATABASE %s TO \"%s\"".formatted(database.name(), reader),
        "GRANT CONNECT ON DATABASE %s TO \"%s\" WITH GRANT OPTION"
            .formatted(database.name(), dealer),
        "GRANT CONNECT ON DATABASE %s TO \"%s\"".formatted(database.name(), database.owner()));
    var before = release.rights();

    fence().raise();
    fence().raise();
    assertThatFailsWith(() -> release.connect(reader).close(), INSUFFICIENT_PRIVILEGE);
    assertThatFailsWith(() -> release.connect(dealer).close(), INSUFFICIENT_PRIVILEGE);
    fence().lower();
    fence().lower();

    assertThat(release.rights()).isEqualTo(before);
    release.connect(reader).close();
  }

  @Test
  void whomSomebodyLetsInMeanwhileIsShutOutByTheNextRaiseAndLetInAgain() throws SQLException {
    var late = database.name() + "_late";
    release.createRole(late);
    fence().raise();
    release.administer("GRANT CONNECT ON DATABASE %s TO \"%s\"".formatted(database.name(), late));
    var with = release.rights();

    fence().raise();
    assertThatFailsWith(() -> release.connect(late).close(), INSUFFICIENT_PRIVILEGE);
    fence().lower();

    assertThat(release.rights()).contains(late).isNotEqualTo(with);
    release.connect(late).close();
  }

  @Test
  void aRaiseThatDiesBeforeItsEndLeavesNothing() throws SQLException {
    var before = release.rights();
    try (var other = release.sessions().open()) {
      other.setAutoCommit(false);
      AppDatabase.valuesOver(
          other, "SELECT pg_advisory_xact_lock(%s)".formatted(0x736c6970776179L));
      var raising = Thread.ofVirtual().start(this::raiseUnheard);
      awaitWaiting();

      session.abort(Runnable::run);
      other.rollback();
      join(raising);
    }

    assertThat(release.rights()).isEqualTo(before);
    database.database().connect().close();
  }

  /** What the app was told is saved is there, and it gets in again by itself. */
  @Test
  void aWriterThatConnectsAgainAndAgainLosesNothing() throws Exception {
    var saved = new AtomicInteger();
    var over = new AtomicBoolean();
    var writer = Thread.ofVirtual().start(() -> writeUntil(over, saved));
    awaitMoreThan(saved, 20);

    fence().raise();
    var behind = count();
    assertThat(count()).isEqualTo(behind);
    fence().lower();
    awaitMoreThan(saved, saved.get() + 20);
    over.set(true);
    join(writer);

    assertThat(
            database.values(
                "SELECT number FROM generate_series(1, %s) AS number WHERE number NOT IN (SELECT number FROM public.notes)"
                    .formatted(saved.get())))
        .isEmpty();
  }

  @Test
  void endsASessionThatWasLeftByAWorkerOfOurs() throws SQLException {
    try (var lost = release.sessions().open()) {
      fence().raise();

      assertThatFailsWith(() -> AppDatabase.valuesOver(lost, "SELECT 1"), "57P01", "08006");
    }
  }

  @Test
  void theNextRaiseEndsWhoWasLeftInByOneThatDied() throws SQLException {
    try (var app = database.connect()) {
      new RoleFence(session, Set.of(), Duration.ZERO).raise();
      write(app, 1);

      fence().raise();

      assertThatFailsWith(() -> write(app, 2), "57P01", "08006");
    }
  }

  @Test
  void isLoweredByWhatPsqlIsTold() throws SQLException {
    var before = release.rights();
    fence().raise();

    try (var owner = release.connect(release.role());
        var statement = owner.createStatement()) {
      statement.execute(String.join("\n", RoleFence.LOWERING));
      statement.execute(String.join("\n", RoleFence.LOWERING));
    }

    assertThat(release.rights()).isEqualTo(before);
    assertThat(fence().isUp()).isFalse();
  }

  @Test
  void isLoweredByWhoeverOwnsTheDatabase() throws SQLException {
    var before = release.rights();
    fence().raise();

    try (var owner = release.connect(release.role())) {
      new RoleFence(owner, Set.of(), PATIENCE).lower();
      new DatabaseFence(owner, Set.of(), PATIENCE).lower();
    }

    assertThat(release.rights()).isEqualTo(before);
  }

  @Test
  void whereNothingWasEverRaisedNothingIsLowered() throws SQLException {
    var before = release.rights();

    fence().lower();
    new DatabaseFence(session, Set.of(), PATIENCE).lower();

    assertThat(release.rights()).isEqualTo(before);
    assertThat(database.values("SELECT nspname FROM pg_namespace WHERE nspname = 'slipway'"))
        .isEmpty();
  }

  @Test
  void isNotedInASchemaThatAnOlderVersionMade() throws SQLException {
    fence().raise();
    fence().lower();
    run("DROP TABLE slipway.role_fence");

    fence().raise();

    assertThatFailsWith(() -> database.database().connect(), INSUFFICIENT_PRIVILEGE);
  }

  @Test
  void refusesWhereTheAppOwnsTheDatabase() {
    release.administer(
        "ALTER DATABASE %s OWNER TO \"%s\"".formatted(database.name(), database.owner()));

    assertThatRefusesWith("owns database " + database.name());
  }

  @Test
  void refusesWhereTheAppIsASuperuser() {
    release.administer("ALTER ROLE \"%s\" SUPERUSER".formatted(database.owner()));

    assertThatRefusesWith("is a superuser");
    release.administer("ALTER ROLE \"%s\" NOSUPERUSER".formatted(database.owner()));
  }

  @Test
  void refusesWhereOthersThanTheOwnerLetIn() throws SQLException {
    var dealer = database.name() + "_dealer";
    var reader = database.name() + "_reader";
    release.createRole(dealer);
    release.createRole(reader);
    release.administer(
        "GRANT CONNECT ON DATABASE %s TO \"%s\" WITH GRANT OPTION"
            .formatted(database.name(), dealer));
    try (var dealing = release.connect(dealer);
        var statement = dealing.createStatement()) {
      statement.execute(
          "GRANT CONNECT ON DATABASE %s TO \"%s\"".formatted(database.name(), reader));
    }

    assertThatRefusesWith("was granted by " + dealer);
  }

  @Test
  void shutsOutAnAppThatGetsInAsOneOfAGroup() throws SQLException {
    release.administer(
        "GRANT \"%s\" TO \"%s\"".formatted("pg_read_all_data", database.owner()),
        "GRANT CONNECT ON DATABASE %s TO pg_read_all_data".formatted(database.name()));

    fence().raise();

    assertThatFailsWith(() -> database.database().connect(), INSUFFICIENT_PRIVILEGE);
  }

  @Test
  void whoMayNotActAsTheAppIsNamed() {
    var stranger = database.name() + "_stranger";
    release.createRole(stranger);

    assertThatThrownBy(() -> release.sessions(stranger).open())
        .hasMessageContaining("may not connect, or not act as the app's role " + stranger);
  }

  private void assertThatRefusesWith(String words) {
    var before = release.rights();

    assertThatThrownBy(() -> fence().raise()).hasMessageContaining(words);

    assertThat(release.rights()).isEqualTo(before);
  }

  private RoleFence fence() {
    return new RoleFence(session, Set.of(), PATIENCE);
  }

  private int count() throws SQLException {
    return Integer.parseInt(
        AppDatabase.valuesOver(session, "SELECT count(*) FROM public.notes").getFirst());
  }

  private void raiseUnheard() {
    assertThatThrownBy(() -> fence().raise()).isInstanceOf(SQLException.class);
  }

  private void awaitWaiting() {
    Await.until("a raise that waits", PATIENCE, () -> !waiting().isEmpty());
  }

  private List<String> waiting() {
    try (var looking = release.sessions().open()) {
      return AppDatabase.valuesOver(
          looking, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitMoreThan(AtomicInteger saved, int number) {
    Await.until("the writer", PATIENCE, () -> saved.get() > number);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeUntil(AtomicBoolean over, AtomicInteger saved) {
    while (!over.get()) {
      try (var app = database.database().connect()) {
        while (!over.get()) {
          write(app, saved.get() + 1);
          saved.incrementAndGet();
        }
      } catch (SQLException _) {
        // it connects again, as pools do
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void write(Connection app, int number) throws SQLException {
    try (var statement = app.createStatement()) {
      statement.execute("INSERT INTO public.notes VALUES (%s)".formatted(number));
    }
  }

  private static void assertThatFailsWith(ThrowingCallable call, String... states) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn((Object[]) states));
  }
}
