package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.S3Bench;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.s3.S3Server;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was saved comes back, and nothing else changes. */
class RoundTripIT {
  private static final String DAMAGE =
      """
      DELETE FROM app.customers WHERE id % 2 = 0;
      UPDATE app.nodes SET parent = NULL;
      DROP VIEW app.open_orders;
      ALTER TABLE app.customers ADD COLUMN late text DEFAULT 'late';
      """;

  private final BackupBench bench = new BackupBench();

  @Test
  void bringsEveryRowBackThroughS3() throws Exception {
    try (var server = S3Server.start();
        var store = S3Bench.store(server)) {
      server.createBucket(S3Bench.BUCKET);
      var bench = new BackupBench(store);
      var app = SampleApp.create();
      var before = app.hashes();
      bench.backUp(app);

      app.run(DAMAGE);
      bench.restore(app);

      assertThat(app.hashes()).isEqualTo(before);
    }
  }

  @Test
  void goesOnWithTheSequencesRightAfterTheRestore() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);

    bench.restore(app);

    assertThat(app.ask("INSERT INTO app.customers (name) VALUES ('new') RETURNING id"))
        .isEqualTo("10001");
    assertThat(app.ask("SELECT nextval('app.loose')")).isEqualTo("1010");
    assertThat(
            app.ask(
                """
                INSERT INTO app."Mixed Case Orders" (customer, amount) VALUES (1, 1)
                RETURNING "orderNo"
                """))
        .isEqualTo("2001");
  }

  @Test
  void takesAwayWhatIsNewerThanTheBackup() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    app.run(
        """
        CREATE TYPE app.newer AS (a int);
        CREATE TABLE app.newest (id int PRIMARY KEY, n app.newer, c int REFERENCES app.customers);
        CREATE FUNCTION app.f(app.newest) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE VIEW app.over AS SELECT app.f(t) FROM app.newest t;
        """);

    bench.restore(app);

    assertThat(
            app.ask(
                """
                SELECT count(*) FROM pg_depend
                 WHERE refobjid = 'app'::regnamespace AND deptype = 'n'
                   AND (pg_identify_object(classid, objid, 0)).identity ~ 'new|over|app.f'
                """))
        .isEqualTo("0");
  }

  @Test
  void leavesOtherSchemasAndSlipwaysOwnAlone() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    app.run("INSERT INTO elsewhere.things VALUES (7); INSERT INTO slipway.ledger VALUES ('r1')");
    var before = app.hashes();

    bench.restore(app, Map.of(), "INSERT INTO slipway.ledger VALUES ('restore')");

    assertThat(app.hashes().get("elsewhere.things")).isEqualTo(before.get("elsewhere.things"));
    assertThat(app.ask("SELECT string_agg(run, ',' ORDER BY run) FROM slipway.ledger"))
        .isEqualTo("r1,restore");
  }

  @Test
  void fillsAnEmptyDatabaseToo() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    var target = SampleApp.empty();

    bench.restore(target);

    var expected = app.hashes();
    expected.keySet().removeIf(it -> !it.startsWith("app."));
    assertThat(target.hashes()).isEqualTo(expected);
  }

  @Test
  void keepsCommentsAndDefinitions() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    var comment = "SELECT obj_description('app.\"Mixed Case Orders\"'::regclass)";
    var before = app.ask(comment);

    bench.restore(app);

    assertThat(app.ask(comment)).isEqualTo(before).isNotNull();
    assertThat(app.ask("SELECT app.total('open')")).isNotNull();
  }

  @Test
  void tellsInItsManifestWhatTheSnapshotHeld() throws Exception {
    var app = SampleApp.create();

    var manifest = bench.backUp(app);

    assertThat(manifest.started()).isEqualTo(BackupBench.NOON);
    assertThat(manifest.environmentUid()).isEqualTo("uid-of-shop");
    assertThat(manifest.scope()).isEqualTo(BackupScope.DATABASE);
    assertThat(manifest.database().entries()).isPositive();
    assertThat(manifest.database().tables())
        .extracting(TableRows::table, TableRows::rows)
        .contains(
            tuple("Mixed Case Orders", 2000L), tuple("customers", 10000L), tuple("empty_one", 0L));
    assertThat(manifest.database().tables())
        .filteredOn(it -> it.table().equals("customers"))
        .allMatch(it -> it.bytes() > 100_000);
    assertThat(bench.verify()).isEqualTo(manifest);
  }

  @Test
  void whatWasCommittedUntilItStartedIsInIt() throws Exception {
    var app = SampleApp.create();
    var clock = new WritingClock(app);

    bench.backUp(app, clock);
    app.run("DELETE FROM app.nodes WHERE id = 4711");
    bench.restore(app);

    assertThat(app.ask("SELECT count(*) FROM app.nodes WHERE id = 4711")).isEqualTo("1");
  }

  @Test
  void savesTheMomentOfASnapshotThatTheCallerHolds() throws Exception {
    var app = SampleApp.create();
    try (var session = app.sessions().open()) {
      session.setAutoCommit(false);
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var snapshot = DatabaseSnapshot.within(session, app.sessions().login(), BackupBench.NOON);
      app.run("INSERT INTO app.nodes VALUES (101, 1)");

      bench.backUp(snapshot);
      session.commit();
    }
    bench.restore(app);

    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("100");
    assertThat(bench.verify().database().tables())
        .extracting(TableRows::table, TableRows::rows)
        .contains(tuple("nodes", 100L));
  }

  @Test
  void bringsTheStorageBackWithTheDatabase() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    Files.writeString(storage.resolve("upload"), "newer");
    Files.writeString(storage.resolve("newest"), "newest");

    bench.restore(app, Map.of("uploads", storage), "");

    try (var files = Files.list(storage)) {
      assertThat(files).containsExactly(storage.resolve("upload"));
    }
    assertThat(storage.resolve("upload")).hasContent("older");
  }

  @Test
  void answersTheBackupThatIsThereAlready() throws Exception {
    var app = SampleApp.create();
    var first = bench.backUp(app);
    app.run("DELETE FROM app.nodes");

    var second = bench.backUp(app);

    assertThat(second).isEqualTo(first);
  }
}
