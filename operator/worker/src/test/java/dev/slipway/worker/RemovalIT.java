package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.Removed;
import dev.slipway.engine.order.Retention;
import dev.slipway.engine.order.Verified;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One backup that is taken away for good, and what is told of those that are there. */
class RemovalIT {
  private final WorkerBench bench = new WorkerBench();
  private Database database;

  @BeforeEach
  void anApp() {
    database = WorkerBench.database("CREATE TABLE orders (id int PRIMARY KEY)");
  }

  @Test
  void aBackupIsTakenAwayWithItsOtherTriesAndNoOther() throws IOException {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);
    bench.done(bench.backUp(database, "b10"), BackedUp.class);
    var unfinished = bench.object("backups/crm-prod/b1-2/database.dump.zst");
    Files.createDirectories(unfinished.getParent());
    Files.writeString(unfinished, "half");

    var removed = bench.done(bench.remove("crm-prod/b1"), Removed.class);
    var again = bench.done(bench.attempt(2).remove("crm-prod/b1"), Removed.class);

    assertThat(removed.folders()).isEqualTo(2);
    assertThat(removed.bytes()).isPositive();
    assertThat(again).isEqualTo(new Removed(0, 0));
    assertThat(bench.object("backups/crm-prod/b1/manifest.json")).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(bench.object("backups/crm-prod/b10/manifest.json")).exists();
  }

  @Test
  void theWayBackOfAReleaseBesideItStays() throws IOException {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);
    var undo = bench.object("backups/crm-prod/b1/undo-run.slipway");
    Files.writeString(undo, "the way back");

    bench.done(bench.remove("crm-prod/b1"), Removed.class);

    assertThat(undo).exists();
  }

  @Test
  void aBackupThatSomebodyHasPinnedInTheStoreStays() throws IOException {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);
    Files.writeString(bench.object("backups/crm-prod/b1/pinned"), "");

    var report = bench.carryOut(bench.remove("crm-prod/b1"));

    assertThat(report.reason()).isEqualTo("BackupHeld");
    assertThat(bench.object("backups/crm-prod/b1/manifest.json")).exists();
  }

  @ParameterizedTest
  @CsvSource({"crm-prod", "crm-prod/", "a/b/c"})
  void whatIsNoLocationIsRefused(String location) {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);

    assertThat(bench.carryOut(bench.remove(location)).reason()).isEqualTo("OrderInvalid");
    assertThat(bench.object("backups/crm-prod/b1/manifest.json")).exists();
  }

  @Test
  void aPruneSaysWhichOfTheKnownOnesAreGone() {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);
    bench.done(bench.backUp(database, "b2"), BackedUp.class);
    var lastOne = new Retention(1, 0, 0, 0, "UTC", null, 10);

    var pruned =
        bench.done(
            bench.pruneKnowing(
                lastOne, "crm-prod/b1", "crm-prod/b2", "crm-prod/lost", "crm-other/b1"),
            Pruned.class);

    assertThat(pruned.gone()).containsExactly("crm-prod/b1", "crm-prod/lost");
  }

  @Test
  void aVerificationTellsWhatTheManifestSays() {
    bench.done(bench.backUp(database, "b1"), BackedUp.class);

    var told = bench.done(bench.verify("crm-prod/b1"), Verified.class).backup();

    assertThat(told.environment()).isEqualTo("crm-prod");
    assertThat(told.scope()).isIn("Full", "Database");
    assertThat(told.bytes()).isPositive();
    assertThat(told.startedAt()).isBeforeOrEqualTo(told.finishedAt());
    assertThat(told.serverVersion()).isNotBlank();
  }
}
