package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker backs up, and brings back. */
class BackupIT {
  private static final String DIES_AT_COMMIT =
      """
      CREATE FUNCTION slipway.die() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON slipway.ledger
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slipway.die()
      """;

  private final WorkerBench bench = new WorkerBench();
  private final Path uploads = Scratch.folder("uploads");
  private final StorageMount mount = new StorageMount("uploads", uploads.toString(), List.of());
  private Database database;

  @BeforeEach
  void anApp() throws IOException {
    database =
        WorkerBench.database(
            "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1), (2), (3)");
    Files.writeString(uploads.resolve("logo"), "older");
  }

  @Test
  void aBackupIsRestoredWholeAndOnce() throws IOException {
    var backup = bench.done(bench.backUp(database, "b1", mount), BackedUp.class);
    var backupAgain = bench.done(bench.attempt(2).backUp(database, "b1", mount), BackedUp.class);
    WorkerBench.execute(database, "DELETE FROM orders WHERE id > 1");
    Files.writeString(uploads.resolve("logo"), "newer");

    var restored = bench.done(bench.restore(database, backup.location(), mount), Restored.class);
    WorkerBench.execute(database, "INSERT INTO orders VALUES (4)");
    var restoredAgain =
        bench.done(bench.attempt(2).restore(database, backup.location(), mount), Restored.class);

    assertThat(backup.location()).isEqualTo("crm-prod/b1");
    assertThat(backup.rows()).isEqualTo(3);
    assertThat(backupAgain.files()).isEqualTo(backup.files()).hasSize(2);
    assertThat(restored).isEqualTo(new Restored("crm-prod/b1", 3));
    assertThat(restoredAgain).isEqualTo(restored);
    assertThat(WorkerBench.ask(database, "SELECT count(*) FROM orders")).isEqualTo("4");
    assertThat(uploads.resolve("logo")).hasContent("older");
  }

  @Test
  void aTryThatEndedHalfwayIsNeverUsed() throws IOException {
    bench.done(bench.backUp(database, "b1", mount), BackedUp.class);
    Files.delete(bench.object("backups/crm-prod/b1/manifest.json"));

    var sameAttempt = bench.done(bench.backUp(database, "b1", mount), BackedUp.class);
    var nextAttempt = bench.done(bench.attempt(2).backUp(database, "b1", mount), BackedUp.class);

    assertThat(sameAttempt.location()).isEqualTo("crm-prod/b1-2");
    assertThat(nextAttempt.location()).isEqualTo("crm-prod/b1-2");
  }

  @Test
  void theLedgerOutlivesARestore() {
    var first = bench.done(bench.backUp(database, "b1"), BackedUp.class).location();
    bench.done(bench.run("first").restore(database, first), Restored.class);

    bench.done(bench.run("second").restore(database, first), Restored.class);

    assertThat(
            WorkerBench.ask(
                database,
                "SELECT string_agg(run || ' ' || step, ',' ORDER BY run) FROM slipway.ledger"))
        .isEqualTo("first Restore,second Restore");
  }

  @Test
  void oneRunRestoresOneBackupOnly() {
    var first = bench.done(bench.backUp(database, "b1"), BackedUp.class).location();
    var second = bench.done(bench.backUp(database, "b2"), BackedUp.class).location();
    bench.done(bench.restore(database, first), Restored.class);

    var report = bench.carryOut(bench.attempt(2).restore(database, second));

    assertThat(report.reason()).isEqualTo("LedgerDisagrees");
    assertThat(report.message()).contains(first, second);
  }

  @Test
  void aFlippedByteChangesNothing() throws IOException {
    var location = bench.done(bench.backUp(database, "b1", mount), BackedUp.class).location();
    var object = bench.object("backups/" + location + "/storage-uploads.tar.zst");
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    Files.write(object, bytes);
    WorkerBench.execute(database, "INSERT INTO orders VALUES (4)");
    Files.writeString(uploads.resolve("logo"), "newer");

    var restore = bench.carryOut(bench.restore(database, location, mount));
    var backupAgain = bench.carryOut(bench.attempt(2).backUp(database, "b1", mount));

    assertThat(restore.reason()).isEqualTo("BackupDamaged");
    assertThat(backupAgain.reason()).isEqualTo("BackupDamaged");
    assertThat(WorkerBench.ask(database, "SELECT count(*) FROM orders")).isEqualTo("4");
    assertThat(uploads.resolve("logo")).hasContent("newer");
  }

  @Test
  void aConnectionThatIsLostAtCommitIsNoRestore() throws IOException {
    var location = bench.done(bench.backUp(database, "b1", mount), BackedUp.class).location();
    bench.done(bench.run("first").restore(database, location), Restored.class);
    WorkerBench.execute(database, "INSERT INTO orders VALUES (4);" + DIES_AT_COMMIT);
    Files.writeString(uploads.resolve("logo"), "newer");

    var report = bench.carryOut(bench.run("second").restore(database, location, mount));

    assertThat(report.reason()).isEqualTo("ConnectionLost");
    assertThat(WorkerBench.ask(database, "SELECT count(*) FROM orders")).isEqualTo("4");
    assertThat(uploads.resolve("logo")).hasContent("newer");
    assertThat(uploads.resolve(".slipway-restore")).doesNotExist();
  }

  @Test
  void aFenceThatLeaksStaysRaisedAndNamesWhoGotThrough() throws SQLException {
    var server = PostgresServer.shared(WorkerBench.withClients());
    try (var stranger = server.superuser(database.name());
        var statement = stranger.createStatement()) {
      statement.execute("SET application_name = 'nightly job'");

      var report = bench.carryOut(bench.fence(database, true));

      assertThat(report.reason()).isEqualTo("FenceLeaks");
      assertThat(report.message()).contains("postgres", "nightly job", "GRANT pg_signal_backend");
      assertThat(WorkerBench.ask(database, "SHOW default_transaction_read_only")).isEqualTo("on");
    }
  }

  @Test
  void theFenceIsRaisedAndLowered() {
    var raised = bench.done(bench.fence(database, true), Fenced.class);
    var whileRaised = WorkerBench.ask(database, "SHOW default_transaction_read_only");
    var lowered = bench.done(bench.fence(database, false), Fenced.class);

    assertThat(raised.raised()).isTrue();
    assertThat(whileRaised).isEqualTo("on");
    assertThat(lowered.raised()).isFalse();
    assertThat(WorkerBench.ask(database, "SHOW default_transaction_read_only")).isEqualTo("off");
  }
}
