package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class FencingTokenIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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

  private static FencingToken draw(Connection session, int attempt) throws SQLException {
    return FencingToken.draw(session, new Attempt("run", "apply", attempt, "env"), PATIENCE);
  }
}
