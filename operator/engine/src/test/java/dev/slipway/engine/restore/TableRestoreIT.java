package dev.slipway.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.BackupListing.Archive;
import dev.slipway.engine.restore.BackupListing.Listed;
import dev.slipway.engine.storage.ArchiveReading.Entry;
import dev.slipway.engine.storage.ArchiveReading.Kind;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backup holds can be read, and looked up in tables of it. */
class TableRestoreIT {
  private static final String ORDERS = "app.Mixed Case Orders";

  private final BackupBench bench = new BackupBench();

  @Test
  void saysWhatIsInABackup() throws Exception {
    var storage = Scratch.folder("storage");
    Files.createDirectory(storage.resolve("folder"));
    Files.writeString(storage.resolve("folder/upload"), "older");
    var app = SampleApp.create();
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));

    var listing =
        new BackupListing(bench.store(), PostgresClients.installed(), Identities.NONE)
            .list(BackupBench.LOCATION, ProgressSink.NONE);

    assertThat(listing.database())
        .contains(
            new Listed("TABLE", "app customers " + app.owner(), null),
            new Listed("TABLE DATA", "app customers " + app.owner(), 10000L),
            new Listed("TABLE DATA", "app Mixed Case Orders " + app.owner(), 2000L),
            new Listed("VIEW", "app open_orders " + app.owner(), null));
    assertThat(listing.storage())
        .containsExactly(
            new Archive(
                "uploads",
                List.of(
                    new Entry(Kind.FOLDER, "folder/", 0),
                    new Entry(Kind.FILE, "folder/upload", 5))));
  }

  @Test
  void bringsSomeTablesWithTheirTypesAndRows() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    var target = SampleApp.empty();

    var restored = restore(target, ORDERS, "app.nodes");

    assertThat(restored).extracting(TableRows::rows).containsExactly(2000L, 100L);
    assertThat(target.hashes().keySet()).containsExactly("app.\"Mixed Case Orders\"", "app.nodes");
    assertThat(app.hashes()).containsAllEntriesOf(target.hashes());
    assertThat(
            target.ask(
                "SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint"
                    + " WHERE connamespace = 'app'::regnamespace AND contypid = 0"))
        .isEqualTo("Mixed Case Orders_pkey,nodes_pkey");
  }

  @Test
  void replacesNothing() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    var before = app.hashes();

    var refusal = Failures.of(() -> restore(app, "app.nodes"));

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal)
        .hasMessageContaining("app.customers")
        .hasMessageContaining("empty database");
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void doesNotEvenJoinATypeThatIsThere() throws Exception {
    bench.backUp(SampleApp.create());
    var target = SampleApp.empty();
    target.run("CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('good')");

    assertThat(Failures.of(() -> restore(target, "app.nodes"))).hasMessageContaining("app.mood");
  }

  @Test
  void namesATableThatTheBackupDoesNotHold() throws Exception {
    bench.backUp(SampleApp.create());

    var refusal = Failures.of(() -> restore(SampleApp.empty(), "app.open_orders"));

    assertThat(refusal.code()).isEqualTo(FailureCode.TABLE_MISSING);
    assertThat(refusal).hasMessageContaining("app.open_orders");
  }

  @Test
  void leavesNothingWhereTheDumpIsDamaged() throws Exception {
    bench.backUp(SampleApp.create());
    var file = bench.file("database.dump.zst");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length - bytes.length / 8] ^= 1;
    Files.write(file, bytes);
    var target = SampleApp.empty();

    var refusal = Failures.codeOf(() -> restore(target, "app.nodes"));

    assertThat(refusal).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(target.ask("SELECT to_regnamespace('app') IS NULL")).isEqualTo("t");
  }

  private List<TableRows> restore(SampleApp target, String... tables) {
    return new TableRestore(bench.store(), PostgresClients.installed(), Identities.NONE)
        .restore(BackupBench.LOCATION, List.of(tables), target.sessions(), ProgressSink.NONE);
  }
}
