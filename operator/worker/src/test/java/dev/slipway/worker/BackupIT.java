package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker backs up, and brings back. */
class BackupIT {
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
