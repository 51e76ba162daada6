package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.engine.store.StoredObject;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backup that fails leaves nothing that could be taken for one. */
class FailedBackupIT {
  @Test
  void leavesNothingWhenPgDumpIsKilled() throws Exception {
    var bench = new BackupBench(BrokenClients.dying("pg_dump"));
    var app = SampleApp.create();

    var failure = Failures.of(() -> bench.backUp(app));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_FAILED);
    assertThat(failure).hasMessageContaining("pg_dump ended with status 137");
    assertThat(bench.store().list("")).isEmpty();
  }

  @Test
  void leavesNothingWhenTheListingIsKilled() throws Exception {
    var bench = new BackupBench(BrokenClients.dying("pg_restore"));
    var app = SampleApp.create();

    var failure = Failures.of(() -> bench.backUp(app));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_FAILED);
    assertThat(failure).hasMessageContaining("pg_restore ended with status 137");
    assertThat(bench.store().list("")).isEmpty();
  }

  @Test
  void leavesNothingWhenTheConnectionOfPgDumpIsLost() throws Exception {
    var bench = new BackupBench();
    var app = SampleApp.create();
    app.run("INSERT INTO app.nodes SELECT i FROM generate_series(1000, 3000000) i");

    var failure = Failures.of(() -> bench.backUp(app, _ -> endSessions(app, "COPY %")));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_FAILED);
    assertThat(failure).hasMessageContaining("pg_dump ended with status 1");
    assertThat(bench.store().list("")).isEmpty();
  }

  @Test
  void leavesNoManifestWhenTheSnapshotsOwnSessionIsLost() throws Exception {
    var bench = new BackupBench();
    var app = SampleApp.create();
    app.run("INSERT INTO app.nodes SELECT i FROM generate_series(1000, 3000000) i");

    var failure = Failures.of(() -> bench.backUp(app, _ -> endSessions(app, "SELECT count(*) %")));

    assertThat(failure.code()).isEqualTo(FailureCode.CONNECTION_LOST);
    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
  }

  @Test
  void hasNoManifestWhenAFolderIsMissing() throws Exception {
    var bench = new BackupBench();
    var app = SampleApp.create();
    var absent = Scratch.folder("storage").resolve("absent");

    var failure =
        Failures.of(() -> bench.backUp(app, new StorageFolder("uploads", absent, List.of())));

    assertThat(failure.code()).isEqualTo(FailureCode.STORAGE_UNREADABLE);
    assertThat(bench.store().list(""))
        .extracting(StoredObject::key)
        .containsExactly(BackupBench.LOCATION + "/database.dump.zst");
    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
  }

  @Test
  void saysWhichClientToInstall() throws Exception {
    var clients = new PostgresClients(Files.createDirectory(Scratch.folder("none").resolve("x")));
    var app = SampleApp.empty();

    var failure = Failures.of(() -> new BackupBench(clients).backUp(app));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_UNSUITABLE);
    assertThat(failure).hasMessageContaining("install postgresql-client-");
  }

  /** Those whose last statement this was, whether they are at it still or wait. */
  private static void endSessions(SampleApp app, String query) {
    try {
      app.runAsSuperuser(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND query LIKE '%s'
             AND pid <> pg_backend_pid()
          """
              .formatted(query));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
