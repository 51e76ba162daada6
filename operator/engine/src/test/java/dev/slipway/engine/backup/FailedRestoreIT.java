package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.RestoreRequest;
import dev.slipway.engine.restore.RestoreStatements;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore that fails leaves the database, and the storage, as they were. */
class FailedRestoreIT {
  private final BackupBench bench = new BackupBench();

  @Test
  void changesNothingWhenPgRestoreIsKilled() throws Exception {
    var app = changedSinceItsBackup();
    var before = app.hashes();
    var restore = bench.restoreWith(BrokenClients.dying("pg_restore", "*--file=-*"));

    var failure =
        Failures.of(
            () ->
                restore.restore(
                    new RestoreRequest(BackupBench.LOCATION, Map.of()),
                    app.sessions(),
                    ProgressSink.NONE));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_FAILED);
    assertThat(failure).hasMessageContaining("pg_restore ended with status 137");
    assertThat(app.hashes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 / 0", "INSERT INTO slipway.no_such_ledger VALUES (1)"})
  void changesNothingWhenItsLastStatementFails(String statement) throws Exception {
    var app = changedSinceItsBackup();
    var before = app.hashes();

    var failure = Failures.of(() -> bench.restore(app, Map.of(), statement));

    assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void keepsWhatItUnpackedWhenTheAnswerToCommitIsLost() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    Files.writeString(storage.resolve("upload"), "newer");
    var request =
        new RestoreRequest(
            BackupBench.LOCATION,
            Map.of("uploads", storage),
            RestoreStatements.last("SELECT pg_terminate_backend(pg_backend_pid())"));
    var restore = bench.restoreWith(PostgresClients.installed());

    var failure = Failures.of(() -> restore.restore(request, app.sessions(), ProgressSink.NONE));
    var untilTheLedgerIsRead = Files.readString(storage.resolve("upload"));
    restore.moveStorageIn(request);

    assertThat(failure.code()).isEqualTo(FailureCode.RESTORE_UNCERTAIN);
    assertThat(untilTheLedgerIsRead).isEqualTo("newer");
    assertThat(storage.resolve("upload")).hasContent("older");
  }

  @Test
  void leavesTheStorageAsItWasWhenTheDatabaseRefuses() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    Files.writeString(storage.resolve("upload"), "newer");

    Failures.of(() -> bench.restore(app, Map.of("uploads", storage), "SELECT 1 / 0"));

    try (var files = Files.list(storage)) {
      assertThat(files).containsExactly(storage.resolve("upload"));
    }
    assertThat(storage.resolve("upload")).hasContent("newer");
  }

  @Test
  void refusesAClaimThatTheBackupDoesNotHold() throws Exception {
    var app = changedSinceItsBackup();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "x");

    var failure = Failures.of(() -> bench.restore(app, Map.of("uploads", storage), ""));

    assertThat(failure.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(storage.resolve("upload")).hasContent("x");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("50");
  }

  @Test
  void refusesADatabaseWithTooFewLocks() throws Exception {
    try (var server =
        PostgresServer.options(SampleApp.withClients())
            .with("max_connections", "5")
            .with("max_locks_per_transaction", "10")
            .with("superuser_reserved_connections", "0")
            .with("max_wal_senders", "0")
            .start()) {
      var app = SampleApp.on(server);
      app.run("CREATE SCHEMA app; CREATE TABLE app.nodes (id int)");
      bench.backUp(app);
      for (int i = 0; i < 60; i++) {
        app.run("CREATE TABLE app.t%s (id int)".formatted(i));
      }

      var failure = Failures.of(() -> bench.restore(app));

      assertThat(failure.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
      assertThat(failure).hasMessageContaining("raise max_locks_per_transaction");
    }
  }

  @Test
  void refusesToReplaceWhatOthersOwn() throws Exception {
    var app = changedSinceItsBackup();
    app.runAsSuperuser("CREATE TABLE app.of_the_superuser (id int)");

    var failure = Failures.of(() -> bench.restore(app));

    assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(failure).hasMessageContaining("app.of_the_superuser belongs to role postgres");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIEW elsewhere.looking AS SELECT * FROM app.customers",
        "CREATE TABLE elsewhere.pointing (id int REFERENCES app.customers)",
        "CREATE TABLE elsewhere.typed (state app.state)",
        "CREATE TABLE elsewhere.counting (id int DEFAULT nextval('app.loose'))"
      })
  void refusesToTakeAwayWhatOtherSchemasHangOn(String hanger) throws Exception {
    var app = changedSinceItsBackup();
    app.run(hanger);

    var failure = Failures.of(() -> bench.restore(app));

    assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(failure).hasMessageContaining("hangs on schema app");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("50");
  }

  @Test
  void sparesExtensionsThatLiveInTheSchema() throws Exception {
    var app = SampleApp.create();
    app.runAsSuperuser("CREATE EXTENSION citext SCHEMA app");
    app.run("ALTER TABLE app.customers ADD COLUMN nick app.citext DEFAULT 'Nick'");
    var before = app.hashes();
    bench.backUp(app);
    app.run("DELETE FROM app.customers");

    bench.restore(app);

    assertThat(app.hashes()).isEqualTo(before);
  }

  private SampleApp changedSinceItsBackup() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    app.run("DELETE FROM app.nodes WHERE id > 50");
    return app;
  }
}
