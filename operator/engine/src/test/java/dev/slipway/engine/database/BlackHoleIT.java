package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.MessageRelay;
import dev.slipway.engine.bench.MessageRelay.Deed;
import dev.slipway.engine.bench.MessageRelay.Direction;
import dev.slipway.engine.bench.MessageRelay.Message;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A line that swallows everything from one moment on, and never says that it is gone. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
@Timeout(300)
class BlackHoleIT {
  /** Far beyond what it takes, and far less than the hours that a system itself would wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String MANY_ROWS =
      "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT";

  private static final int SLOW_READERS = 16;

  private final AppDatabase database;

  BlackHoleIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createTable() {
    database.run("CREATE TABLE pages (body text)");
  }

  @Test
  void everyStateOfASessionEndsOnBothSides() throws ExecutionException, InterruptedException {
    var places =
        new Place[] {
          new Place(
              "idle in a transaction",
              Deed.SWALLOW,
              sql("SELECT 'next'"),
              it -> run(it, "SELECT 'next'")),
          new Place(
              "idle in a transaction, frozen",
              Deed.FREEZE,
              sql("SELECT 'next'"),
              it -> run(it, "SELECT 'next'")),
          new Place("an answer", Deed.SWALLOW, answerTo('C'), it -> run(it, "SELECT pg_sleep(1)")),
          new Place("COPY in", Deed.SWALLOW, toServer('d'), BlackHoleIT::copyIn),
          new Place("COPY in, frozen", Deed.FREEZE, toServer('d'), BlackHoleIT::copyIn),
          new Place("the end of COPY in", Deed.SWALLOW, toServer('c'), BlackHoleIT::copyIn),
          new Place("COPY out", Deed.SWALLOW, answerTo('d'), BlackHoleIT::copyOut),
          new Place("COPY out, frozen", Deed.FREEZE, answerTo('d'), BlackHoleIT::copyOut),
          new Place("COMMIT", Deed.SWALLOW, sql("COMMIT"), Connection::commit),
        };

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = Arrays.stream(places).map(it -> threads.submit(() -> end(it))).toList();
      for (int i = 0; i < places.length; i++) {
        assertThat(ends.get(i).get()).as(places[i].name).isEqualTo(FailureCode.CONNECTION_LOST);
      }
    }
  }

  @Test
  void aServerThatNeverAnswersALoginIsUnreachable() {
    try (var relay = MessageRelay.to(database, _ -> Deed.SWALLOW)) {
      assertThatThrownBy(() -> database.reachedBy(relay.port()).sessions().open())
          .hasMessageContaining(database.name())
          .extracting("code")
          .isEqualTo(FailureCode.DATABASE_UNREACHABLE);
    }
  }

  @Test
  void aLongStatementIsLeftToTheServer() throws SQLException {
    try (var session = database.sessions().open()) {
      assertThat(AppDatabase.valuesOver(session, "SELECT 'slept' FROM pg_sleep(16)"))
          .containsExactly("slept");
    }
  }

  @Test
  void aWaitForALockIsLeftToTheServer()
      throws ExecutionException, InterruptedException, SQLException, TimeoutException {
    try (var holder = database.sessions().open();
        var waiter = database.sessions().open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      run(holder, "SELECT pg_advisory_lock(1)");
      var waits =
          threads.submit(() -> AppDatabase.valuesOver(waiter, "SELECT pg_advisory_lock(1)"));
      assertThat(Await.holdsWithin(Duration.ofSeconds(13), waits::isDone)).isFalse();

      run(holder, "SELECT pg_advisory_unlock(1)");

      assertThat(waits.get(10, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  /** Several, since it is a matter of what the kernel makes of each connection. */
  @Test
  void readersThatWaitForTheirDiskAreNotDeadToTheServer()
      throws ExecutionException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers =
          Stream.generate(() -> threads.submit(this::readSlowly)).limit(SLOW_READERS).toList();
      for (var reader : readers) {
        assertThat(reader.get()).isEqualTo(100000L * 1001);
      }
    }
  }

  private long readSlowly() throws SQLException, IOException {
    try (var session = database.sessions().open()) {
      var slow = new SlowConsumer(Duration.ofSeconds(14));
      copying(session).copyOut(MANY_ROWS, slow);
      return slow.bytes;
    }
  }

  /** What the client hears, once the server has let go as well. */
  private @Nullable FailureCode end(Place place)
      throws ExecutionException, InterruptedException, SQLException, TimeoutException {
    var isArmed = new AtomicBoolean();
    var struck = new CountDownLatch(1);
    try (var relay =
            MessageRelay.to(
                database,
                message -> {
                  if (isArmed.get() && struck.getCount() > 0 && place.where.test(message)) {
                    struck.countDown();
                    return place.deed;
                  }
                  return Deed.PASS;
                });
        var session = database.reachedBy(relay.port()).sessions().open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      session.setAutoCommit(false);
      run(session, "LOCK TABLE public.pages IN ROW EXCLUSIVE MODE");
      isArmed.set(true);
      int pid = session.unwrap(PGConnection.class).getBackendPID();
      var client =
          threads.submit(
              () -> {
                try {
                  place.what.accept(session);
                  return null;
                } catch (SQLException e) {
                  return SqlFailure.codeOf(e);
                }
              });
      struck.await();
      awaitEnd(pid);
      return client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void awaitEnd(int pid) {
    Await.until(
        "free locks",
        PATIENCE,
        () ->
            database
                .values(
                    "SELECT 1 FROM pg_locks WHERE relation = 'public.pages'::regclass AND pid = "
                        + pid)
                .isEmpty());
  }

  private static void copyIn(Connection session) throws SQLException {
    try {
      copying(session).copyIn("COPY public.pages FROM STDIN", new Rows(30_000_000));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyOut(Connection session) throws SQLException {
    try {
      copying(session).copyOut(MANY_ROWS, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CopyManager copying(Connection session) throws SQLException {
    return session.unwrap(PGConnection.class).getCopyAPI();
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Predicate<Message> sql(String text) {
    return it -> it.sql().equals(text);
  }

  private static Predicate<Message> toServer(char type) {
    return it -> it.direction() == Direction.TO_SERVER && it.type() == type;
  }

  private static Predicate<Message> answerTo(char type) {
    return it -> it.direction() == Direction.TO_CLIENT && it.type() == type;
  }

  private record Place(String name, Deed deed, Predicate<Message> where, Doing what) {}

  @FunctionalInterface
  private interface Doing {
    void accept(Connection session) throws SQLException;
  }

  /** Takes its first bytes and then nothing for a while. */
  private static final class SlowConsumer extends OutputStream {
    private final Duration pause;
    private long bytes;

    SlowConsumer(Duration pause) {
      this.pause = pause;
    }

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] row, int offset, int length) {
      if (bytes == 0) {
        long end = System.nanoTime() + pause.toNanos();
        Await.holdsWithin(pause.plusSeconds(1), () -> System.nanoTime() - end > 0);
      }
      bytes += length;
    }
  }

  /** So many bytes of rows. */
  private static final class Rows extends InputStream {
    private long left;

    Rows(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      Arrays.fill(target, offset, offset + length, (byte) 'x');
      for (int at = offset; at < offset + length; at += 100) {
        target[at] = '\n';
      }
      left -= length;
      return length;
    }
  }
}
