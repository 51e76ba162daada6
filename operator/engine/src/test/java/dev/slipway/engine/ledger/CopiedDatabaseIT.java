package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that holds the ledger of another one. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class CopiedDatabaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Attempt OURS = new Attempt("run", "Apply", 1, "uid-1", "crm.prod");
  private static final Attempt AGAIN = new Attempt("run", "Apply", 2, "uid-1", "crm.prod");
  private static final Attempt THEIRS = new Attempt("run 2", "Apply", 1, "uid-2", "crm.stage");
  private static final Attempt THEIRS_AGAIN = new Attempt("run", "Apply", 1, "uid-2", "crm.stage");

  private final PostgresServer server;
  private final AppDatabase original;

  CopiedDatabaseIT(PostgresInstallation installation) {
    this.server = PostgresServer.start(installation);
    this.original = AppDatabase.freshOn(server);
  }

  @BeforeEach
  void enterAStep() throws SQLException {
    apply(original, OURS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCopyMadeByTheServerDoesNotAnswerForTheOriginal() throws SQLException {
    var copy = original.copied(server);

    assertFails(FailureCode.LEDGER_DISAGREES, () -> find(copy, AGAIN));
    assertThat(find(original, AGAIN)).isPresent();
  }

  @Test
  void aCopyMadeByTheServerMayBeAnotherEnvironments() throws SQLException {
    var copy = original.copied(server);

    apply(copy, THEIRS);

    assertThat(find(copy, THEIRS)).isPresent();
    assertThat(find(original, AGAIN)).isPresent();
  }

  @Test
  void aCopyOfTheVolumeAnswersOnlyItsOwnEnvironment() throws SQLException {
    try (var other = server.startCopy()) {
      var copy = original.on(other);

      assertFails(FailureCode.LEDGER_DISAGREES, () -> find(copy, THEIRS_AGAIN));
      assertThat(find(copy, AGAIN)).isPresent();
    }
  }

  @Test
  void aCopyOfTheVolumeMayBeAnotherEnvironments() throws SQLException {
    try (var other = server.startCopy()) {
      var copy = original.on(other);

      apply(copy, THEIRS);
      draw(original, AGAIN);

      assertThat(find(copy, THEIRS)).isPresent();
      assertThat(find(original, AGAIN)).isPresent();
    }
  }

  @Test
  void twoEnvironmentsInOneDatabaseAreNoticedByTheSecond() {
    assertFails(FailureCode.DATABASE_SHARED, () -> draw(original, THEIRS));

    assertThatNoException().isThrownBy(() -> draw(original, AGAIN));
  }

  @Test
  void twoEnvironmentsInOneDatabaseAreNoticedByTheFirstWhereTheServerWasRestarted()
      throws SQLException {
    server.restart();
    draw(original, THEIRS);

    assertFails(FailureCode.DATABASE_SHARED, () -> draw(original, AGAIN));
  }

  @Test
  void whatItSaysToDoHelps() throws SQLException {
    assertThatThrownBy(() -> draw(original, THEIRS))
        .hasMessageContaining("crm.prod")
        .hasMessageContaining("DELETE FROM slipway.environment WHERE environment = 'uid-1'");
    original.run("DELETE FROM slipway.environment WHERE environment = 'uid-1'");

    assertThatNoException().isThrownBy(() -> draw(original, THEIRS));
  }

  @Test
  void anEnvironmentThatWasMadeAnewGoesOn() throws SQLException {
    var anew = new Attempt("run 3", "Apply", 1, "uid-3", "crm.prod");

    apply(original, anew);

    assertThat(find(original, anew)).isPresent();
  }

  @Test
  void whatMovedToAnotherServerIsHistoryThereAndNewRunsGoOn() throws SQLException {
    original.run("UPDATE slipway.ledger SET system_identifier = system_identifier - 1");
    original.run("UPDATE slipway.environment SET system_identifier = system_identifier - 1");
    var next = new Attempt("run 4", "Apply", 1, "uid-1", "crm.prod");

    apply(original, next);

    assertThat(find(original, next)).isPresent();
    assertFails(FailureCode.LEDGER_DISAGREES, () -> find(original, AGAIN));
    assertThat(original.values("SELECT run FROM slipway.ledger ORDER BY token"))
        .containsExactly("run", "run 4");
  }

  @Test
  void aRenamedDatabaseIsStillTheSame() throws SQLException {
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("ALTER DATABASE %s RENAME TO renamed".formatted(original.name()));
    }

    assertThat(find(original.named("renamed"), AGAIN)).isPresent();
  }

  @Test
  void workersOfTheOriginalAreNotEndedFromACopy() throws SQLException {
    var copy = original.copied(server);
    try (var session = original.sessions().open()) {
      FencingToken token = FencingToken.draw(session, AGAIN, PATIENCE);
      token.recordBackend(session);
      copy.run(
          """
          INSERT INTO slipway.run
          SELECT 1000, 'run', 'Apply', 9, 'uid-1', pid, backend_start, now(), NULL
            FROM pg_stat_activity WHERE datname = '%s' AND pid <> pg_backend_pid()
          """
              .formatted(original.name()));

      draw(copy, AGAIN);

      assertThat(session.isValid(5)).isTrue();
    }
  }

  private static void apply(AppDatabase database, Attempt attempt) throws SQLException {
    var token = draw(database, attempt);
    try (var session = database.sessions().open();
        var transaction = Transaction.begin(session)) {
      token.hold(session);
      Ledger.enter(
          session,
          new LedgerEntry(
              attempt.run(),
              attempt.step(),
              attempt.environment(),
              "digest",
              token.number(),
              "{}"));
      transaction.commit();
    }
  }

  private static FencingToken draw(AppDatabase database, Attempt attempt) throws SQLException {
    try (var session = database.sessions().open()) {
      var token = FencingToken.draw(session, attempt, PATIENCE);
      token.retire(session);
      return token;
    }
  }

  private static Optional<LedgerEntry> find(AppDatabase database, Attempt attempt)
      throws SQLException {
    try (var session = database.sessions().open();
        var _ = Transaction.begin(session)) {
      return Ledger.find(session, attempt, "digest");
    }
  }

  private static void assertFails(FailureCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
