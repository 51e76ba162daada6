package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.worker.WorkerBench;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that are killed in the middle, or fall asleep there, and those who come after them. */
class WorkerDeathIT {
  private static final String TABLES =
      "CREATE TABLE a_pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE lines (id int PRIMARY KEY, a text);";
  private static final String MANY =
      "INSERT INTO lines SELECT i, md5(i::text) FROM generate_series(1, 200000) i;";
  private static final String RULES = "{\"userDefined\": \"Overwrite\"}";
  private static final String LINES = "SELECT count(*) FROM lines";
  private static final String LEDGER = "SELECT string_agg(token::text, ',') FROM slipway.ledger";
  private static final String VERSIONS =
      "SELECT md5(string_agg(ctid || ' ' || xmin, ',' ORDER BY id)) FROM lines";
  private static final String HOLD_UP =
      """
      CREATE FUNCTION slipway.hold_up() RETURNS trigger LANGUAGE plpgsql AS $hold$
      BEGIN
        IF NEW.token = 2 THEN
          PERFORM pg_advisory_xact_lock(77);
        END IF;
        RETURN NEW;
      END $hold$;
      """;
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND wait_event_type = 'Lock'";

  private final WorkerBench bench = new WorkerBench();
  private Database source;
  private Database target;

  @BeforeEach
  void twoDatabases() {
    source = WorkerBench.database(TABLES + MANY + "INSERT INTO a_pages VALUES ('home', 'new')");
    target = WorkerBench.database(TABLES + "INSERT INTO a_pages VALUES ('home', 'old')");
  }

  @Test
  void aBuildThatIsKilledIsDoneByTheNextAttempt() {
    try (var killed = WorkerProcess.start(bench, bench.build(source, RULES))) {
      killed.awaitProgress("build").kill();
    }
    assertThat(bench.objects()).isEmpty();

    try (var next = WorkerProcess.start(bench, bench.attempt(2).build(source, RULES))) {
      var built = WorkerBench.result(next.report(), Built.class);

      assertThat(built.rows()).isEqualTo(200001);
      assertThat(next.scratch()).isEmptyDirectory();
    }
  }

  @Test
  void aMergeThatIsKilledIsDoneByTheNextAttempt() {
    bench.knowing(known("{table: a_pages, rule: Overwrite, merged: Upsert}"));
    var base = bench.done(bench.build(target, RULES), Built.class).file();
    WorkerBench.execute(target, "INSERT INTO a_pages VALUES ('own', '')");
    var one = bench.done(bench.build(source, RULES), Built.class).file();
    var other = bench.done(bench.build(target, RULES), Built.class).file();
    var before = bench.objects();
    try (var killed = WorkerProcess.start(bench, bench.merge(base, one, other))) {
      killed.awaitProgress("merge").kill();
    }
    assertThat(bench.objects()).isEqualTo(before);

    try (var next = WorkerProcess.start(bench, bench.attempt(2).merge(base, one, other))) {
      var merged = WorkerBench.result(next.report(), Merged.class);
      var again = bench.done(bench.attempt(3).merge(base, one, other), Merged.class);

      assertThat(merged.rows()).isEqualTo(200002);
      assertThat(again).isEqualTo(merged);
      assertThat(next.scratch()).isEmptyDirectory();
      assertThat(bench.objects().stream().filter(it -> it.toString().contains("/files/")))
          .hasSize(4);
    }
  }

  /** What extends the preset of an order, by one table. */
  private static AppKnowledge known(String table) {
    var folder = Scratch.folder("preset");
    try {
      Files.writeString(
          folder.resolve("preset.yaml"), "name: sample\ntables:\n  - %s\n".formatted(table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AppKnowledge(null, folder.toString(), "", false);
  }

  @Test
  void aBackupThatIsKilledIsWrittenAgainByTheNextAttempt() throws IOException {
    var uploads = Scratch.folder("uploads");
    var mount = new StorageMount("uploads", uploads.toString(), List.of());
    try (var hole = new RandomAccessFile(uploads.resolve("hole").toFile(), "rw")) {
      hole.setLength(16L << 30); // takes no room, and long enough to be read
      try (var killed = WorkerProcess.start(bench, bench.backUp(source, "b1", mount))) {
        killed.awaitProgress("storage-uploads.tar.zst").kill();
      }
      hole.setLength(1);
    }

    var backup = bench.done(bench.attempt(2).backUp(source, "b1", mount), BackedUp.class);
    var backupAgain = bench.done(bench.attempt(3).backUp(source, "b1", mount), BackedUp.class);

    assertThat(bench.object("backups/crm-prod/b1/database.dump.zst")).exists();
    assertThat(backup.rows()).isEqualTo(200001);
    assertThat(backup.location()).isEqualTo("crm-prod/b1-2");
    assertThat(backupAgain.location()).isEqualTo(backup.location());
  }

  @Test
  void anApplyThatIsKilledIsDoneOnceByTheNextAttempt() throws SQLException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    try (var inTheWay = lockLines();
        var killed = WorkerProcess.start(bench, bench.apply(target, file))) {
      killed.awaitWhileItRuns("a worker that waits", () -> hasWaiting(target)).kill();
      inTheWay.rollback();
    }

    var applied = bench.done(bench.attempt(2).apply(target, file), Applied.class);
    var appliedAgain = bench.done(bench.attempt(3).apply(target, file), Applied.class);

    assertThat(applied.added()).isEqualTo(200000);
    assertThat(applied.changed()).isEqualTo(1);
    assertThat(appliedAgain).isEqualTo(applied);
    assertThat(WorkerBench.ask(target, LINES)).isEqualTo("200000");
  }

  @Test
  void anApplyThatFellAsleepCannotCommitAfterANo() throws SQLException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    try (var inTheWay = lockLines();
        var asleep = WorkerProcess.start(bench, bench.apply(target, file))) {
      asleep.awaitWhileItRuns("a worker that waits", () -> hasWaiting(target)).signal(Signal.STOP);

      var answer = bench.carryOut(bench.attempt(2).askWhetherApplied(target, file));
      inTheWay.rollback();
      asleep.signal(Signal.CONT);

      assertThat(answer.reason()).isEqualTo("NotApplied");
      assertThat(asleep.report().reason()).isIn("ConnectionLost", "Superseded");
      assertThat(WorkerBench.ask(target, LINES)).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @MethodSource("placesNearCommit")
  void anApplyThatIsKilledNearCommitIsDoneOnceByTheNextAttempt(String place) throws SQLException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    try (var inTheWay = holdUp(file, place);
        var killed = WorkerProcess.start(bench, bench.attempt(2).apply(target, file))) {
      killed.awaitWhileItRuns("a worker that waits", () -> hasWaiting(target)).kill();

      var applied = bench.done(bench.attempt(3).apply(target, file), Applied.class);
      inTheWay.rollback();

      assertThat(applied.added()).isEqualTo(200000);
      assertThat(WorkerBench.ask(target, LINES)).isEqualTo("200000");
      assertThat(WorkerBench.ask(target, LEDGER)).isEqualTo("3");
    }
  }

  @ParameterizedTest
  @MethodSource("placesNearCommit")
  void anApplyThatFellAsleepNearCommitWakesToWhatItsSuccessorDid(String place) throws SQLException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    try (var inTheWay = holdUp(file, place);
        var asleep = WorkerProcess.start(bench, bench.attempt(2).apply(target, file))) {
      asleep.awaitWhileItRuns("a worker that waits", () -> hasWaiting(target)).signal(Signal.STOP);
      var applied = bench.done(bench.attempt(3).apply(target, file), Applied.class);
      var before = WorkerBench.ask(target, VERSIONS);
      inTheWay.rollback();

      asleep.signal(Signal.CONT);

      assertThat(WorkerBench.result(asleep.report(), Applied.class)).isEqualTo(applied);
      assertThat(WorkerBench.ask(target, VERSIONS)).isEqualTo(before);
      assertThat(WorkerBench.ask(target, LEDGER)).isEqualTo("3");
    }
  }

  /** Where the second worker of a target is held up: at the ledger's entry, and within COMMIT. */
  static Stream<String> placesNearCommit() {
    return Stream.of(
        "CREATE TRIGGER holds_up BEFORE INSERT ON slipway.ledger"
            + " FOR EACH ROW EXECUTE FUNCTION slipway.hold_up()",
        "CREATE CONSTRAINT TRIGGER holds_up AFTER INSERT ON slipway.ledger"
            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slipway.hold_up()");
  }

  /** Until what it returns is rolled back. The first worker has only asked. */
  private Connection holdUp(String file, String place) throws SQLException {
    bench.carryOut(bench.askWhetherApplied(target, file));
    WorkerBench.execute(target, HOLD_UP + place);
    var session = target.connect();
    session.setAutoCommit(false);
    try (var statement = session.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(77)");
    }
    return session;
  }

  @Test
  void aRestoreThatIsKilledIsDoneOnceByTheNextAttempt() throws IOException, SQLException {
    var uploads = Scratch.folder("uploads");
    var mount = new StorageMount("uploads", uploads.toString(), List.of());
    var location = backedUp(uploads, mount);
    fence(true);
    try (var inTheWay = lockLines();
        var killed = WorkerProcess.start(bench, bench.restore(target, location, mount))) {
      killed.awaitWhileItRuns("a restore that waits", () -> hasWaiting(target)).kill();
      assertThat(uploads.resolve("logo")).hasContent("newer");

      // the psql that outlives its worker waits on; the successor is held up by it no more than we
      // are
      inTheWay.rollback();
    }
    var restored = bench.done(bench.attempt(2).restore(target, location, mount), Restored.class);
    fence(false);
    WorkerBench.execute(target, "INSERT INTO a_pages VALUES ('later', '')");
    var again = bench.done(bench.attempt(3).restore(target, location, mount), Restored.class);

    assertThat(restored.rows()).isEqualTo(1);
    assertThat(again).isEqualTo(restored);
    assertThat(WorkerBench.ask(target, "SELECT string_agg(name, ',' ORDER BY name) FROM a_pages"))
        .isEqualTo("home,later");
    assertThat(uploads.resolve("logo")).hasContent("older");
    assertThat(uploads.resolve(".slipway-restore")).doesNotExist();
  }

  @Test
  void aRestoreThatFellAsleepCannotCommitAfterItsSuccessor() throws IOException, SQLException {
    var uploads = Scratch.folder("uploads");
    var mount = new StorageMount("uploads", uploads.toString(), List.of());
    var location = backedUp(uploads, mount);
    fence(true);
    try (var inTheWay = lockLines();
        var asleep = WorkerProcess.start(bench, bench.restore(target, location))) {
      asleep.awaitWhileItRuns("a restore that waits", () -> hasWaiting(target)).signal(Signal.STOP);

      try (var successor = WorkerProcess.start(bench, bench.attempt(2).restore(target, location))) {
        successor.awaitWhileItRuns("its turn", () -> hasRuns(target, 2) && hasWaiting(target));
        inTheWay.rollback();
        WorkerBench.result(successor.report(), Restored.class);
      }
      fence(false);
      WorkerBench.execute(target, "INSERT INTO a_pages VALUES ('later', '')");
      asleep.signal(Signal.CONT);

      assertThat(asleep.report().reason()).isEqualTo("Superseded");
      assertThat(WorkerBench.ask(target, "SELECT count(*) FROM a_pages")).isEqualTo("2");
    }
  }

  @Test
  void noSecretIsInReportsLogsOrObjects() throws IOException {
    var secrets = List.of(source.password(), target.password(), WorkerBench.storesSecret());
    var shown = new StringBuilder();

    try (var builder = WorkerProcess.start(bench, bench.build(source, RULES))) {
      var built = WorkerBench.result(builder.report(), Built.class);
      shown.append(builder.log()).append(builder.report());
      try (var backup = WorkerProcess.start(bench, bench.backUp(source, "b1"));
          var preview = WorkerProcess.start(bench, bench.preview(target, built.file()));
          var missing = WorkerProcess.start(bench, bench.restore(target, "crm-prod/none"))) {
        for (var worker : List.of(backup, preview, missing)) {
          shown.append(worker.report()).append(worker.log());
        }
      }
    }

    assertThat(shown.toString()).contains("BackupIncomplete").doesNotContain(secrets);
    for (var object : bench.objects()) {
      assertThat(Files.readString(object, ISO_8859_1))
          .as(object.toString())
          .doesNotContain(secrets);
    }
  }

  /** Behind it a worker does not mind who else is there. */
  private void fence(boolean raised) {
    bench.done(bench.fence(target, raised), Fenced.class);
  }

  private String backedUp(Path uploads, StorageMount mount) throws IOException {
    Files.writeString(uploads.resolve("logo"), "older");
    var location = bench.done(bench.backUp(target, "b1", mount), BackedUp.class).location();
    Files.writeString(uploads.resolve("logo"), "newer");
    WorkerBench.execute(target, MANY + "DELETE FROM a_pages");
    return location;
  }

  /** Keeps writers away from the table until it is rolled back. */
  private Connection lockLines() throws SQLException {
    var session = target.connect();
    session.setAutoCommit(false);
    try (var statement = session.createStatement()) {
      statement.execute("LOCK TABLE lines IN ROW EXCLUSIVE MODE");
    }
    return session;
  }

  private static boolean hasRuns(Database database, int number) {
    return WorkerBench.ask(database, "SELECT count(*) FROM slipway.run")
        .equals(String.valueOf(number));
  }

  private static boolean hasWaiting(Database database) {
    return !WorkerBench.ask(database, WAITING).equals("0");
  }
}
