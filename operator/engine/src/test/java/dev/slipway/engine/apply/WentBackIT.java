package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.KnownEntry;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerScript;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is older than what was done to it, as after a snapshot of its volume. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class WentBackIT {
  private static final String APP = "CREATE TABLE pages (id int PRIMARY KEY, slug text);";

  private final PostgresServer server;
  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  WentBackIT(PostgresInstallation installation) {
    this.server = PostgresServer.start(installation);
    this.source = AppDatabase.freshOn(server);
    this.target = AppDatabase.freshOn(server);
  }

  @BeforeEach
  void createApp() {
    source.run(APP + "INSERT INTO pages VALUES (1, 'home')");
    target.run(APP);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStepThatWasReportedIsNotDoneAgainInAnOlderDatabase() {
    var file = file();
    try (var snapshot = server.startCopy()) {
      var known = entryAfter(apply(target, file, "run 1", List.of()), "run 1");
      var older = target.on(snapshot);
      var before = older.versions("public");

      assertWentBack(() -> apply(older, file, "run 1", List.of(known)));
      assertWentBack(
          () ->
              Releases.migration(older).find(file.digest(), order(older, "run 1", List.of(known))));

      assertThat(older.versions("public")).isEqualTo(before);
      assertThat(older.values("SELECT run FROM slipway.ledger")).isEmpty();
    }
  }

  @Test
  void aReleaseUponOneThatIsMissingIsNotBegun() {
    var file = file();
    try (var snapshot = server.startCopy()) {
      var predecessor = entryAfter(apply(target, file, "run 1", List.of()), "run 1");
      var older = target.on(snapshot);
      var before = older.versions("public");

      assertWentBack(() -> apply(older, file, "run 2", List.of(predecessor)));

      assertThat(older.versions("public")).isEqualTo(before);
    }
  }

  @Test
  void aReleaseUponOneThatIsThereIsApplied() {
    var file = file();
    var first = entryAfter(apply(target, file, "run 1", List.of()), "run 1");
    source.run("INSERT INTO pages VALUES (2, 'shop')");

    apply(target, file(), "run 2", List.of(first));

    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
  }

  @Test
  void aTokenThatIsLowerThanOneBeforeIsNoticed() {
    var file = file();
    var known = entryAfter(apply(target, file, "run 1", List.of()), "run 1");
    var higher = new KnownEntry(known.run(), known.step(), known.digest(), 99, known.reported());

    assertWentBack(() -> apply(target, file, "run 2", List.of(higher)));
  }

  @Test
  void aLaterRestoreOnRecordExplainsWhatIsMissing() throws SQLException {
    var file = file();
    try (var snapshot = server.startCopy()) {
      var known = entryAfter(apply(target, file, "run 1", List.of()), "run 1");
      var older = target.on(snapshot);
      enterRestore(older);

      apply(older, file, "run 2", List.of(known));

      assertThat(older.rows("public")).isEqualTo(source.rows("public"));
    }
  }

  @Test
  void whatARestoreHasTakenAwayIsNotAnsweredAsApplied() throws SQLException {
    var file = file();
    apply(target, file, "run 1", List.of());
    enterRestore(target);

    assertThatThrownBy(() -> apply(target, file, "run 1", List.of()))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_DISAGREES))
        .hasMessageContaining("restored a backup over it");
  }

  private MigrationFileReader file() {
    return ReleaseFile.overwriting(source, folder, "pages");
  }

  private static MigrationReport apply(
      AppDatabase target, MigrationFileReader file, String run, List<KnownEntry> known) {
    return Releases.migration(target).apply(file, order(target, run, known));
  }

  private static MigrationOrder order(AppDatabase target, String run, List<KnownEntry> known) {
    var order = Releases.order(target, 1, run);
    return new MigrationOrder(order.attempt(), order.token(), null, known);
  }

  private static KnownEntry entryAfter(MigrationReport report, String run) {
    return new KnownEntry(run, "apply", report.file().toString(), 0, Instant.now());
  }

  private static void enterRestore(AppDatabase database) throws SQLException {
    var order = Releases.order(database, 1, "restore");
    var entry =
        new LedgerEntry("restore", "Restore", "environment", "dump", order.token().number(), "{}");
    try (var session = database.sessions().open();
        var transaction = Transaction.begin(session);
        var statement = session.createStatement()) {
      statement.execute(new LedgerScript(order.token()).enter(entry));
      transaction.commit();
    }
  }

  private static void assertWentBack(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.DATABASE_WENT_BACK))
        .hasMessageContaining("run 1");
  }
}
