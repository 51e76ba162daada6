package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class FencingTokenIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Attempt RUN = new Attempt("run", "apply", 1, "env");
  private static final Attempt OTHER_RUN = new Attempt("other run", "apply", 1, "env");

  private final AppDatabase database;
  private Connection first;
  private Connection second;

  FencingTokenIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void connect() {
    first = database.sessions().open();
    second = database.sessions().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    first.close();
    second.close();
  }

  @Test
  void isHigherThanEveryOneBefore() throws SQLException {
    var token = draw(first, 1);

    var next = draw(second, 2);

    assertThat(next.number()).isGreaterThan(token.number());
  }

  @Test
  void anOldOneNoLongerAllowsToWrite() throws SQLException {
    var token = draw(first, 1);
    draw(second, 2);

    assertThatThrownBy(() -> token.hold(first))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SUPERSEDED));
  }

  @Test
  void drawingWaitsForTheTransactionOfWhoeverHoldsTheOldOne() throws SQLException {
    var token = draw(first, 1);
    try (var transaction = Transaction.begin(first)) {
      token.hold(first);

      assertThatThrownBy(
              () -> FencingToken.draw(second, new Attempt("run", "apply", 2, "env"), Duration.ZERO))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      transaction.commit();
    }
    assertThatNoException().isThrownBy(() -> draw(second, 2));
  }

  @Test
  void drawingEndsTheRecordedSessionInTheMiddleOfItsTransaction() throws SQLException {
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
  void drawingSparesASessionThatGotTheNumberOfTheRecordedOne() throws SQLException {
    var token = draw(first, 1);
    token.recordBackend(first);
    database.run("UPDATE slipway.run SET backend_start = backend_start - interval '1 ms'");

    draw(second, 2);

    assertThat(first.isValid(5)).isTrue();
  }

  @Test
  void drawingSparesTheSessionOfAWorkerThatHasEnded() throws SQLException {
    var token = draw(first, 1);
    token.recordBackend(first);
    token.retire(first);

    draw(second, 2);

    assertThat(first.isValid(5)).isTrue();
  }

  @Test
  void anotherRunWaitsForTheEndOfTheOneThatLives() throws SQLException, InterruptedException {
    var token = draw(first, 1);
    token.recordBackend(first);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var next = threads.submit(() -> FencingToken.draw(second, OTHER_RUN, PATIENCE));
      Await.until("its first question", PATIENCE, () -> hasAsked(second));

      token.retire(first);

      assertThat(Await.holdsWithin(PATIENCE, next::isDone)).isTrue();
      assertThat(next.resultNow().number()).isGreaterThan(token.number());
      assertThat(first.isValid(5)).isTrue();
    }
  }

  @Test
  void anotherRunNamesTheOneThatLivesAndLeavesItAlone() throws SQLException {
    var token = draw(first, 1);
    token.recordBackend(first);
    var transaction = Transaction.begin(first);
    token.hold(first);

    assertThatThrownBy(() -> FencingToken.draw(second, OTHER_RUN, Duration.ZERO))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.OTHER_RUN_AT_WORK))
        .hasMessageContaining("run run is at step apply")
        .hasMessageContaining("for environment env");
    assertThatNoException().isThrownBy(transaction::commit);
  }

  @Test
  void aRunWithoutAHeartbeatForAMinuteIsLostToAllOthers() throws SQLException {
    var token = draw(first, 1);
    token.recordBackend(first);
    database.run("UPDATE slipway.run SET heartbeat = now() - interval '61 s'");
    var transaction = Transaction.begin(first);
    token.hold(first);

    var next = FencingToken.draw(second, OTHER_RUN, PATIENCE);

    assertThat(next.number()).isGreaterThan(token.number());
    assertThatThrownBy(transaction::commit)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn("57P01", "08006"));
  }

  @Test
  void ofTwoRunsAtTheSameMomentOneDrawsFirst() throws SQLException {
    var start = new CyclicBarrier(2);
    SlipwaySchema.ensure(first);
    Future<FencingToken> one;
    Future<FencingToken> other;

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      one = threads.submit(() -> drawAtOnce(start, first, RUN));
      other = threads.submit(() -> drawAtOnce(start, second, OTHER_RUN));
    }

    assertThat(List.of(one.state(), other.state()))
        .containsExactlyInAnyOrder(Future.State.SUCCESS, Future.State.FAILED);
  }

  private static FencingToken drawAtOnce(CyclicBarrier start, Connection session, Attempt attempt)
      throws SQLException, InterruptedException, BrokenBarrierException {
    start.await();
    return FencingToken.draw(session, attempt, Duration.ZERO);
  }

  private boolean hasAsked(Connection session) {
    try {
      int pid = session.unwrap(PGConnection.class).getBackendPID();
      return database
          .value(
              "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%run <> $1%' AND pid = "
                  + pid)
          .equals("1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FencingToken draw(Connection session, int attempt) throws SQLException {
    return FencingToken.draw(session, new Attempt("run", "apply", attempt, "env"), PATIENCE);
  }
}
