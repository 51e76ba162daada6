package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.CutConnection;
import dev.slipway.engine.bench.CutConnection.Side;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ExactlyOnceIT {
  /** A test that reaches fewer places than the last time proves less than it says. */
  private static final int KNOWN_PLACES = 72;

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  ExactlyOnceIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    PagesAndBlocks.create(source, target);
  }

  @Test
  void diedBeforeAnyStatementItHasDoneNothingAndTheNextDoesAll() throws SQLException {
    int places = cutAtEveryPlace(Side.BEFORE);

    assertThat(places).isGreaterThanOrEqualTo(KNOWN_PLACES);
  }

  @Test
  void lostAfterAnyStatementItHasDoneNothingOrAllAndKnowsWhich() throws SQLException {
    int places = cutAtEveryPlace(Side.AFTER);

    assertThat(places).isGreaterThanOrEqualTo(KNOWN_PLACES);
  }

  @Test
  void ofManyWorkersAtOnceOneAppliesAndTheOthersStandBack()
      throws InterruptedException, ExecutionException {
    var file = file();
    var start = new CyclicBarrier(4);
    var outcomes = new ArrayList<Future<String>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 1; number <= 4; number++) {
        int attempt = number;
        outcomes.add(threads.submit(() -> work(file, attempt, start)));
      }
    }

    for (var outcome : outcomes) {
      assertThat(outcome.get()).isIn("Done", "Superseded", "ConnectionLost");
    }
    assertThat(outcomes).anyMatch(it -> it.resultNow().equals("Done"));
    assertIsApplied();
  }

  /** How many places there were until the migration was done. */
  private int cutAtEveryPlace(Side side) throws SQLException {
    var before = target.versions("public");
    var file = file();
    int place = 0;
    try (var killer = target.sessions().open()) {
      while (ledger().isEmpty()) {
        place++;
        var outcome = outcome(file, cut(killer, place, side), place);
        assertThat(outcome).isEqualTo(ledger().isEmpty() ? "ConnectionLost" : "Done");
        if (ledger().isEmpty()) {
          assertThat(target.versions("public")).isEqualTo(before);
        }
      }
    }
    assertIsApplied();
    return place;
  }

  private void assertIsApplied() {
    Map<String, List<String>> rows = target.rows("public");
    assertThat(rows).isEqualTo(source.rows("public"));
    assertThat(ledger()).hasSize(1);
  }

  private List<String> ledger() {
    return target.values("SELECT digest FROM slipway.ledger");
  }

  private MigrationFileReader file() {
    return ReleaseFile.overwriting(source, folder, "pages", "blocks", "themes");
  }

  /** The first session is cut, those after it are sound. */
  private Supplier<Connection> cut(Connection killer, int place, Side side) throws SQLException {
    var sessions = new ArrayDeque<Connection>();
    sessions.add(CutConnection.over(target.sessions().open(), killer, place, side));
    return () -> sessions.isEmpty() ? target.sessions().open() : sessions.remove();
  }

  private String work(MigrationFileReader file, int attempt, CyclicBarrier start)
      throws InterruptedException, BrokenBarrierException {
    start.await();
    return outcome(file, target.sessions()::open, attempt);
  }

  private String outcome(MigrationFileReader file, Supplier<Connection> sessions, int attempt) {
    try {
      Releases.migration(sessions).apply(file, Releases.order(target, attempt));
      return "Done";
    } catch (EngineException e) {
      assertThat(e.code()).isIn(FailureCode.SUPERSEDED, FailureCode.CONNECTION_LOST);
      return e.code().reason();
    }
  }
}
