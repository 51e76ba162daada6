package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.Retention;
import dev.slipway.engine.order.StoreEncryption;
import dev.slipway.engine.order.Verified;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker keeps, takes away, and puts back. */
class KeepingIT {
  private static final Retention LAST_ONE = new Retention(1, 0, 0, 0, "Europe/Berlin", null, 10);
  private static final String PAGES =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";

  private final WorkerBench bench = new WorkerBench();
  private Database database;

  @BeforeEach
  void anApp() {
    database =
        WorkerBench.database(
            "CREATE TABLE pages (name text PRIMARY KEY, body text);"
                + "CREATE TABLE orders (id int PRIMARY KEY);"
                + "INSERT INTO pages VALUES ('home', 'first'); INSERT INTO orders VALUES (1)");
  }

  @Test
  void aPolicyIsCarriedOutAndHasNothingToDoTheNextTime() {
    for (var id : List.of("b1", "b2", "b3")) {
      bench.done(bench.backUp(database, id), BackedUp.class);
    }

    var pruned = bench.done(bench.prune(LAST_ONE, "crm-prod/b1"), Pruned.class);
    var again = bench.done(bench.attempt(2).prune(LAST_ONE, "crm-prod/b1"), Pruned.class);

    assertThat(pruned.removed()).isEqualTo(1);
    assertThat(pruned.bytes()).isPositive();
    assertThat(pruned.kept()).isEqualTo(2);
    assertThat(pruned.referred()).isEqualTo(1);
    assertThat(again).isEqualTo(new Pruned(2, 0, 1, 0, 0, List.of()));
    assertThat(bench.object("backups/crm-prod/b2/manifest.json")).doesNotExist();
    assertThat(bench.object("backups/crm-prod/b1/manifest.json")).exists();
    assertThat(bench.object("backups/crm-prod/b3/manifest.json")).exists();
  }

  @Test
  void aPolicyThatWouldKeepNothingIsRefused() {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);

    var report = bench.carryOut(bench.prune(new Retention(0, 0, 0, 0, "UTC", null, 10)));

    assertThat(report.reason()).isEqualTo("OrderInvalid");
    assertThat(bench.object("backups/crm-prod/b1/manifest.json")).exists();
  }

  @Test
  void aReportOfManyThatAreHeldIsShortEnough() {
    var locations = Collections.nCopies(500, "crm-prod/" + "x".repeat(200));

    var fitting = PruneWork.fitting(locations);
    var report = WorkReport.done("m".repeat(900), new Pruned(1, 2, 3, 4, 500, fitting));

    assertThat(fitting).isNotEmpty();
    assertThat(ReportJson.write(report)).hasSizeLessThan(ReportJson.MAX_BYTES);
    assertThat(new String(ReportJson.write(report), UTF_8)).doesNotContain("cut");
  }

  @Test
  void aCheckpointIsPutBackOnceAndCanBeTakenBack() throws IOException {
    var kept = bench.done(bench.checkpoint(database, "c1", PAGES), Checkpointed.class);
    var keptAgain =
        bench.done(bench.attempt(2).checkpoint(database, "c1", PAGES), Checkpointed.class);
    WorkerBench.execute(
        database, "UPDATE pages SET body = 'second'; INSERT INTO orders VALUES (2)");

    var restored = bench.done(bench.restore(database, kept.location()), Restored.class);
    WorkerBench.execute(database, "UPDATE pages SET body = 'third'");
    var restoredAgain =
        bench.done(bench.attempt(2).restore(database, kept.location()), Restored.class);

    assertThat(kept.location()).isEqualTo("crm-prod/c1");
    assertThat(keptAgain).isEqualTo(kept);
    assertThat(restored).isEqualTo(new Restored("crm-prod/c1", 1));
    assertThat(restoredAgain).isEqualTo(restored);
    assertThat(WorkerBench.ask(database, "SELECT body FROM pages")).isEqualTo("third");
    assertThat(WorkerBench.ask(database, "SELECT count(*) FROM orders")).isEqualTo("2");
    try (var files = Files.list(bench.object("backups/crm-prod/run-1"))) {
      assertThat(files).hasSize(1).allMatch(it -> it.toString().endsWith(".slipway"));
    }
  }

  @Test
  void aCheckpointIsVerifiedByReadingIt() throws IOException {
    var kept = bench.done(bench.checkpoint(database, "c1", PAGES), Checkpointed.class);

    var verified = bench.done(bench.verify(kept.location()), Verified.class);
    var file = bench.object("backups/crm-prod/c1/configuration.slipway");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    var damaged = bench.carryOut(bench.verify(kept.location()));

    assertThat(verified.how()).isEqualTo(ProofKind.CHECKSUM);
    assertThat(damaged.reason()).isEqualTo("BackupDamaged");
  }

  @Test
  void aCheckpointIsEncryptedAsBackupsAre() throws NoSuchAlgorithmException {
    var key = new X25519KeyPairGenerator().generateKeyPair();
    var recipient = key.getPublic().toString();
    var identity = bench.file("identity", new String(key.getPrivate().getEncoded(), ISO_8859_1));
    bench.encrypted(new StoreEncryption(List.of(recipient), null, true));
    var kept = bench.done(bench.checkpoint(database, "c1", PAGES), Checkpointed.class);
    WorkerBench.execute(database, "UPDATE pages SET body = 'second'");

    var refused = bench.carryOut(bench.restore(database, kept.location()));
    bench.encrypted(new StoreEncryption(List.of(recipient), identity, true));
    bench.done(bench.attempt(2).restore(database, kept.location()), Restored.class);

    assertThat(bench.object("backups/crm-prod/c1/configuration.slipway.age")).exists();
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(refused.reason()).isEqualTo("IdentityMissing");
    assertThat(WorkerBench.ask(database, "SELECT body FROM pages")).isEqualTo("first");
  }
}
