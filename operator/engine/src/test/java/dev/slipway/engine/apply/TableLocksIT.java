package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
class TableLocksIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SOMEBODY_WAITS =
      """
      SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE NOT granted AND datname = current_database()""";

  private final AppDatabase database;
  private Connection app;
  private Connection worker;

  TableLocksIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void connect() {
    database.run("CREATE TABLE a (id int); CREATE TABLE b (id int)");
    app = database.sessions().open();
    worker = database.sessions().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    app.close();
    worker.close();
  }

  @Test
  void waitForAWriterToFinish() throws SQLException, InterruptedException, ExecutionException {
    try (var writer = Transaction.begin(app);
        var _ = Transaction.begin(worker);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AppDatabase.valuesOver(app, "INSERT INTO public.b VALUES (1) RETURNING id");
      Future<Boolean> locked =
          threads.submit(
              () -> {
                locks(LONG).keepWritersOut(List.of("b", "a"));
                return true;
              });
      Await.until("a wait", LONG, () -> !database.values(SOMEBODY_WAITS).isEmpty());
      writer.commit();

      assertThat(locked.get()).isTrue();
    }
  }

  @Test
  void letReadersGoOn() throws SQLException {
    try (var _ = Transaction.begin(worker)) {
      locks(LONG).keepWritersOut(List.of("a", "b"));

      assertThat(database.values("SELECT id FROM public.a")).isEmpty();
    }
  }

  @Test
  void giveUpOnAReaderThatStaysAndKeepWhatTheyHave() throws SQLException {
    try (var _ = Transaction.begin(app);
        var _ = Transaction.begin(worker)) {
      AppDatabase.valuesOver(app, "SELECT id FROM public.a");
      locks(LONG).keepWritersOut(List.of("a", "b"));

      assertThatThrownBy(() -> locks(Duration.ofMillis(1)).keepReadersOut(List.of("a", "b")))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      assertThat(database.values(SOMEBODY_WAITS)).isEmpty();
    }
  }

  private TableLocks locks(Duration patience) {
    return new TableLocks(worker, "public", patience);
  }
}
