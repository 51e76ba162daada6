package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class LedgerIT {
  private static final LedgerEntry ENTRY =
      new LedgerEntry("run", "apply", "environment", "digest", 7, "{}");

  private final AppDatabase database;
  private Connection first;
  private Connection second;

  LedgerIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void connect() throws SQLException {
    first = database.sessions().open();
    second = database.sessions().open();
    SlipwaySchema.ensure(first);
  }

  @AfterEach
  void disconnect() throws SQLException {
    first.close();
    second.close();
  }

  @Test
  void findsWhatWasCommitted() throws SQLException {
    try (var transaction = Transaction.begin(first)) {
      Ledger.enter(first, ENTRY);
      transaction.commit();
    }

    assertThat(find(second)).contains(ENTRY);
  }

  @Test
  void findsNothingOfWhatWasRolledBack() throws SQLException {
    try (var _ = Transaction.begin(first)) {
      Ledger.enter(first, ENTRY);
    }

    assertThat(find(second)).isEmpty();
  }

  @Test
  void findsWhatIsCommittedWhileItWaits()
      throws SQLException, InterruptedException, ExecutionException {
    Future<Optional<LedgerEntry>> found;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var transaction = Transaction.begin(first)) {
      Ledger.find(first, "run", "apply");
      var asks = new CountDownLatch(1);
      found =
          threads.submit(
              () -> {
                asks.countDown();
                return find(second);
              });
      asks.await();
      Ledger.enter(first, ENTRY);
      transaction.commit();
    }

    assertThat(found.get()).contains(ENTRY);
  }

  @Test
  void namesTheDatabaseThatItWasWrittenIn() throws SQLException {
    try (var transaction = Transaction.begin(first)) {
      Ledger.enter(first, ENTRY);
      transaction.commit();
    }

    assertThat(database.value("SELECT database_name FROM slipway.ledger"))
        .isEqualTo(database.name());
    assertThat(database.value("SELECT system_identifier FROM slipway.ledger"))
        .isEqualTo(database.value("SELECT system_identifier FROM pg_control_system()"));
  }

  @Test
  void refusesTheSameStepWithAnotherFile() throws SQLException {
    try (var transaction = Transaction.begin(first)) {
      Ledger.enter(first, ENTRY);
      transaction.commit();
    }
    var attempt = new Attempt("run", "apply", 2, "environment");

    assertThatThrownBy(() -> Ledger.find(second, attempt, "another digest"))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_DISAGREES));
  }

  private static Optional<LedgerEntry> find(Connection session) throws SQLException {
    try (var _ = Transaction.begin(session)) {
      return Ledger.find(session, "run", "apply");
    }
  }
}
