package dev.slipway.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.check.Expectation;
import dev.slipway.engine.check.QueryCheck;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.packing.AgeKey;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup that is proven came back, and nothing of that stays. */
class ScratchProofIT {
  private static final String ALL_PROOFS =
      "SELECT count(*) FROM pg_database WHERE datname LIKE 'slipway\\_proof\\_%' AND datdba ="
          + " (SELECT oid FROM pg_roles WHERE rolname = current_user)";
  private static final String OLD = "slipway_proof_crm_20200102030405_0123abcd";

  private final BackupBench bench = new BackupBench();
  private final ScratchProof proof =
      new ScratchProof(bench.store(), PostgresClients.installed(), Identities.NONE);
  private SampleApp scratch;

  @BeforeEach
  void aServer() throws SQLException {
    scratch = SampleApp.empty();
    scratch.runAsSuperuser("ALTER ROLE " + scratch.owner() + " CREATEDB");
  }

  @Test
  void countsEveryRowAndLeavesNothing() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.createDirectory(storage.resolve("folder"));
    Files.writeString(storage.resolve("folder/upload"), "older");
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));

    var proven =
        prove(
            assertion("SELECT count(*) FROM customers WHERE born IS NULL", "> 0"),
            assertion("SELECT total('open') IS NOT NULL", "true"));

    assertThat(proven.rows()).isEqualTo(12100);
    assertThat(proven.tables()).isEqualTo(4);
    assertThat(proven.entries()).isEqualTo(2);
    assertThat(proven.passed()).hasSize(2);
    assertThat(proven.took()).isPositive();
    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void provesAnEncryptedBackupWithItsKeyAndNotWithout() throws Exception {
    var key = AgeKey.fresh();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "older");
    bench
        .with(AgeKey.sealing(key), Identities.NONE)
        .backUp(SampleApp.create(), new StorageFolder("uploads", storage, List.of()));

    var missing = Failures.of(() -> prove());
    var proven =
        new ScratchProof(bench.store(), PostgresClients.installed(), key.identities())
            .prove(BackupBench.LOCATION, scratch.sessions(), List.of(), ProgressSink.NONE);

    assertThat(missing.code()).isEqualTo(FailureCode.IDENTITY_MISSING);
    assertThat(proven.rows()).isEqualTo(12100);
    assertThat(proven.entries()).isEqualTo(1);
    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void needsNoneOfTheRolesThatTheBackupKnows() throws Exception {
    var app = SampleApp.create();
    var reader = "reader_of_" + app.owner();
    app.runAsSuperuser("CREATE ROLE " + reader);
    app.run("GRANT SELECT ON ALL TABLES IN SCHEMA app TO " + reader);
    bench.backUp(app);
    app.runAsSuperuser("DROP OWNED BY %s; DROP ROLE %s".formatted(reader, reader));

    assertThat(prove().rows()).isEqualTo(12100);
  }

  @Test
  void failsWhereAnAssertionDoesNotHold() throws Exception {
    bench.backUp(SampleApp.create());

    var failure = Failures.of(() -> prove(assertion("SELECT count(*) FROM customers", "< 10")));

    assertThat(failure.code()).isEqualTo(FailureCode.VALIDATION_FAILED);
    assertThat(failure).hasMessageContaining("expected < 10, and it answers 10000");
    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void failsWhereAByteIsFlippedAndLeavesNothing() throws Exception {
    bench.backUp(SampleApp.create());
    var file = bench.file("database.dump.zst");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length - bytes.length / 8] ^= 1;
    Files.write(file, bytes);

    var failure = Failures.of(() -> prove());

    assertThat(failure.code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void failsWhereAStorageArchiveIsCut() throws Exception {
    var storage = Scratch.folder("storage");
    Files.write(storage.resolve("upload"), new byte[100_000]);
    bench.backUp(SampleApp.create(), new StorageFolder("uploads", storage, List.of()));
    var file = bench.file("storage-uploads.tar.zst");
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(Failures.codeOf(() -> prove())).isEqualTo(FailureCode.BACKUP_DAMAGED);
  }

  @Test
  void saysWhatARoleLacksThatMayNotCreateDatabases() throws Exception {
    bench.backUp(SampleApp.create());
    scratch.runAsSuperuser("ALTER ROLE " + scratch.owner() + " NOCREATEDB");

    assertThatThrownBy(() -> prove())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("may not create databases")
        .hasMessageContaining("CREATEDB");
  }

  @Test
  void dropsWhatAKilledProofHasLeft() throws Exception {
    bench.backUp(SampleApp.create());
    scratch.run("CREATE DATABASE " + OLD);
    scratch.run("COMMENT ON DATABASE %s IS 'slipway proof: crm/b0'".formatted(OLD));

    prove();

    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void dropsWhatAProofHasLeftThatWasKilledBeforeItsMark() throws Exception {
    bench.backUp(SampleApp.create());
    scratch.run("CREATE DATABASE " + OLD + " TEMPLATE template0");

    prove();

    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  @Test
  void dropsNothingThatIsNotAProofs() throws Exception {
    bench.backUp(SampleApp.create());
    var fresh = ScratchName.draw("crm", Instant.now(), new Random()).text();
    var others = OLD.replace("crm", "others");
    var named = OLD.replace("crm", "named");
    var marked = "crm_of_" + scratch.owner();
    scratch.run("CREATE DATABASE " + fresh + " TEMPLATE template0");
    scratch.runAsSuperuser("CREATE DATABASE " + others + " TEMPLATE template0");
    scratch.runAsSuperuser("COMMENT ON DATABASE %s IS 'slipway proof: x'".formatted(others));
    scratch.run("CREATE DATABASE " + named + " TEMPLATE template0");
    scratch.run("COMMENT ON DATABASE %s IS 'ours, and to be kept'".formatted(named));
    scratch.run("CREATE DATABASE " + marked + " TEMPLATE template0");
    scratch.run("COMMENT ON DATABASE %s IS 'slipway proof: x'".formatted(marked));

    prove();

    for (var database : List.of(fresh, others, named, marked)) {
      assertThat(scratch.ask("SELECT count(*) FROM pg_database WHERE datname = '" + database + "'"))
          .as(database)
          .isEqualTo("1");
      scratch.runAsSuperuser("DROP DATABASE " + database);
    }
  }

  @Test
  void leavesTheDatabaseOfAnotherProofAlone() throws Exception {
    bench.backUp(SampleApp.create());
    try (var other = ScratchDatabase.create(scratch.sessions(), "crm", "another proof")) {
      prove();

      assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("1");
      try (var session = other.sessions().open()) {
        assertThat(session.isValid(5)).isTrue();
      }
    }

    assertThat(scratch.ask(ALL_PROOFS)).isEqualTo("0");
  }

  private Proof prove(QueryCheck... assertions) {
    return proof.prove(
        BackupBench.LOCATION, scratch.sessions(), List.of(assertions), ProgressSink.NONE);
  }

  private static QueryCheck assertion(String query, String expected) {
    return new QueryCheck(query, query, new Expectation(expected));
  }
}
