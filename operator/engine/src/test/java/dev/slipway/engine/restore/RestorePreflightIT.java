package dev.slipway.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in a restore's way is told before anything is touched. */
class RestorePreflightIT {
  private final BackupBench bench = new BackupBench();

  @Test
  void namesWhoElseIsThereAndLetsAPersonOverruleIt() throws Exception {
    var app = changedSinceItsBackup();
    try (var session = app.sessions().open();
        var statement = session.createStatement()) {
      statement.execute("SET application_name = 'nocobase'");

      var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN));
      var untouched = app.ask("SELECT count(*) FROM app.nodes");
      restore(app, accepting(RestoreTerms.sessionsOf(app.sessions().login().database())));

      assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
      assertThat(refusal)
          .hasMessageContaining("1 other session is here")
          .hasMessageContaining(app.owner() + " (nocobase)");
      assertThat(untouched).isEqualTo("50");
      assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("100");
    }
  }

  @Test
  void namesARoleThatIsMissingAndDoesWithoutItWhereNothingIsGranted() throws Exception {
    var app = SampleApp.create();
    var reader = "reader_of_" + app.owner();
    app.runAsSuperuser("CREATE ROLE " + reader);
    app.run("GRANT SELECT ON app.customers TO " + reader);
    bench.backUp(app);
    app.runAsSuperuser("DROP OWNED BY %s; DROP ROLE %s".formatted(reader, reader));
    app.run("DELETE FROM app.customers");

    var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN));
    var untouched = app.ask("SELECT count(*) FROM app.customers");
    restore(app, RestoreTerms.PLAIN.withoutGrants());

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal).hasMessageContaining(reader).hasMessageContaining("CREATE ROLE");
    assertThat(untouched).isEqualTo("0");
    assertThat(app.ask("SELECT count(*) FROM app.customers")).isEqualTo("10000");
  }

  @Test
  void createsAnExtensionThatItMay() throws Exception {
    var app = SampleApp.create();
    app.run("CREATE EXTENSION citext SCHEMA public");
    app.run("ALTER TABLE app.customers ADD COLUMN nick public.citext DEFAULT 'Nick'");
    bench.backUp(app);
    var target = SampleApp.empty();

    restore(target, RestoreTerms.PLAIN);

    assertThat(target.ask("SELECT count(*) FROM app.customers WHERE nick = 'nick'"))
        .isEqualTo("10000");
  }

  @Test
  void namesAnExtensionThatOnlyASuperuserMayCreate() throws Exception {
    var app = SampleApp.create();
    app.runAsSuperuser("CREATE EXTENSION pageinspect SCHEMA public");
    app.run(
        """
        CREATE FUNCTION app.page(raw bytea) RETURNS smallint LANGUAGE sql
          RETURN (public.page_checksum(raw, 1))
        """);
    bench.backUp(app);
    var target = SampleApp.empty();

    var refusal = Failures.of(() -> restore(target, RestoreTerms.PLAIN));

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal)
        .hasMessageContaining("pageinspect")
        .hasMessageContaining("CREATE EXTENSION");
    assertThat(target.ask("SELECT to_regnamespace('app') IS NULL")).isEqualTo("t");
  }

  @Test
  void refusesAServerThatIsOlderThanTheBackups() throws Exception {
    var app = changedSinceItsBackup();
    int major = app.sessions().open().getMetaData().getDatabaseMajorVersion();
    bench.pretend("\"serverMajor\" : " + major, "\"serverMajor\" : " + (major + 1));

    var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN));

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal.findings()).extracting(it -> it.kind()).containsExactly("server-older");
    assertThat(refusal).hasMessageContaining("the backup is of " + (major + 1));
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("50");
  }

  @Test
  void refusesStorageThatHasNoRoomBesideWhatIsThere() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    bench.pretend("\"bytes\" : 4096", "\"bytes\" : 4096000000000000");
    app.run("DELETE FROM app.nodes");

    var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN, Map.of("uploads", storage)));

    assertThat(refusal.code()).isEqualTo(FailureCode.OUT_OF_SPACE);
    assertThat(refusal).hasMessageContaining("the files take").hasMessageContaining("make room");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("0");
    assertThat(storage.resolve("upload")).hasContent("older");
  }

  @Test
  void namesARoleWhoseDefaultPrivilegesAreNotOursToSay() throws Exception {
    var app = SampleApp.create();
    var other = "other_than_" + app.owner();
    app.runAsSuperuser("CREATE ROLE " + other);
    app.runAsSuperuser(
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA app GRANT SELECT ON TABLES TO %s"
            .formatted(other, app.owner()));
    bench.backUp(app);
    app.run("DELETE FROM app.nodes");

    var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN));
    var untouched = app.ask("SELECT count(*) FROM app.nodes");
    restore(app, RestoreTerms.PLAIN.withoutGrants());

    assertThat(refusal.findings())
        .extracting(it -> it.kind())
        .containsExactly("default-privileges");
    assertThat(untouched).isEqualTo("0");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("100");
  }

  @Test
  void refusesAnAppOfAnotherVersion() throws Exception {
    var app = SampleApp.empty();
    app.run(
        """
        CREATE SCHEMA app;
        CREATE TABLE app."applicationVersion" (id serial, value text);
        INSERT INTO app."applicationVersion" (value) VALUES ('1.5.0')
        """);
    var nocobase = new BackedUpApp(Presets.named("nocobase"), Naming.PLAIN);
    bench.backUp(app, nocobase);
    app.run("UPDATE app.\"applicationVersion\" SET value = '1.6.0'");

    var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN.withApp(nocobase)));

    assertThat(refusal.code()).isEqualTo(FailureCode.VERSIONS_DIFFER);
    assertThat(refusal).hasMessageContaining("1.5.0").hasMessageContaining("1.6.0");
    assertThat(app.ask("SELECT value FROM app.\"applicationVersion\"")).isEqualTo("1.6.0");
  }

  @Test
  void refusesAFolderThatIsNotThere() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    app.run("DELETE FROM app.nodes");

    var refusal =
        Failures.of(
            () ->
                restore(
                    app, RestoreTerms.PLAIN, Map.of("uploads", storage.resolve("no such folder"))));

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal).hasMessageContaining("no folder that we may write to");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("0");
  }

  @Test
  void tellsAllThatStandsInItsWayAtOnce() throws Exception {
    var app = changedSinceItsBackup();
    var storage = Scratch.folder("storage");
    try (var session = app.sessions().open();
        var statement = session.createStatement()) {
      statement.execute("SET application_name = 'nocobase'");

      var refusal = Failures.of(() -> restore(app, RestoreTerms.PLAIN, Map.of("uploads", storage)));

      assertThat(refusal.findings())
          .extracting(it -> it.kind())
          .containsExactly("session-connected", "storage-not-in-backup");
    }
  }

  private SampleApp changedSinceItsBackup() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);
    app.run("DELETE FROM app.nodes WHERE id > 50");
    return app;
  }

  private void restore(SampleApp app, RestoreTerms terms) {
    restore(app, terms, Map.of());
  }

  private void restore(SampleApp app, RestoreTerms terms, Map<String, Path> storage) {
    bench
        .restoreWith(PostgresClients.installed())
        .restore(
            new RestoreRequest(BackupBench.LOCATION, storage, RestoreStatements.NONE, terms),
            app.sessions(),
            ProgressSink.NONE);
  }

  private static RestoreTerms accepting(String finding) {
    return RestoreTerms.PLAIN.withAccept(List.of(new Acceptance(finding, "a test")));
  }
}
