package dev.slipway.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.restore.RestoreProcess.Phase;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Restores that are killed, at every step, and what comes after them. */
class RestoreDeathIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MANY_FILES = 20_000;
  private static final String OTHER_SESSIONS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'slipway' AND pid <> pg_backend_pid()";
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  private final BackupBench bench = new BackupBench();
  private final Path storage = Scratch.folder("storage");
  private SampleApp app;
  private Map<String, String> older;
  private Map<String, String> newer;

  @BeforeEach
  void anAppThatWasBackedUpAndHasChanged() throws Exception {
    app = SampleApp.create();
    app.run("GRANT USAGE ON SCHEMA app TO PUBLIC");
    Files.writeString(storage.resolve("upload"), "older");
    older = app.hashes();
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    app.run("DELETE FROM app.nodes WHERE id > 50; CREATE TABLE app.newest (id int)");
    Files.writeString(storage.resolve("upload"), "newer");
    newer = app.hashes();
  }

  @ParameterizedTest
  @EnumSource
  void leavesAllAsItWasBeforeCommit(Phase phase) throws Exception {
    try (var restore = RestoreProcess.heldAt(phase, store(), storage, app.sessions().login())) {
      restore.awaitHeld().kill();
    }
    awaitNobodyElse();

    assertThat(app.hashes()).isEqualTo(newer);
    assertThat(storage.resolve("upload")).hasContent("newer");

    bench.restore(app, Map.of("uploads", storage), "");
    assertThat(app.hashes()).isEqualTo(older);
    assertOlderStorage();
  }

  @Test
  void rollsForwardWhereCommitWasSaidBeforeItsDeath() throws Exception {
    try (var session = app.sessions().open();
        var statement = session.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(77)");
      try (var restore =
          RestoreProcess.withLast(
              "SELECT pg_advisory_xact_lock(77)", store(), storage, app.sessions().login())) {
        Await.until("a restore at its end", LIMIT, () -> !isZero(WAITING));
        restore.kill();
        assertThat(storage.resolve("upload")).hasContent("newer");

        // what has been said to psql is said: it commits without its parent
        statement.execute("SELECT pg_advisory_unlock(77)");
        Await.until("the end of its psql", LIMIT, () -> isZero(WAITING) && hasOlderRows());
      }
    }

    bench
        .restoreWith(PostgresClients.installed())
        .moveStorageIn(new RestoreRequest(BackupBench.LOCATION, Map.of("uploads", storage)));
    assertThat(app.hashes()).isEqualTo(older);
    assertOlderStorage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "moving"})
  void goesOnWhereItDiedAmidItsRenaming(String sign) throws Exception {
    for (int i = 0; i < MANY_FILES; i++) {
      Files.createFile(storage.resolve("newer-" + i));
    }
    try (var restore =
        RestoreProcess.withLast("SELECT 1", store(), storage, app.sessions().login())) {
      var stage = storage.resolve(".slipway-restore").resolve(sign);
      Await.until("its renaming", LIMIT, () -> Files.exists(stage) || !restore.runs());
      restore.kill();
    }

    bench
        .restoreWith(PostgresClients.installed())
        .moveStorageIn(new RestoreRequest(BackupBench.LOCATION, Map.of("uploads", storage)));

    assertThat(app.hashes()).isEqualTo(older);
    assertOlderStorage();
  }

  private Path store() {
    return bench.file("../..").normalize();
  }

  private void assertOlderStorage() throws IOException {
    try (var files = Files.list(storage)) {
      assertThat(files).containsExactly(storage.resolve("upload"));
    }
    assertThat(storage.resolve("upload")).hasContent("older");
  }

  private void awaitNobodyElse() {
    Await.until("the end of its sessions", LIMIT, () -> isZero(OTHER_SESSIONS));
  }

  private boolean hasOlderRows() {
    return isTrue("SELECT to_regclass('app.newest') IS NULL");
  }

  private boolean isZero(String query) {
    return isTrue("SELECT (" + query + ") = 0");
  }

  private boolean isTrue(String query) {
    try {
      return app.ask(query).equals("t");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
