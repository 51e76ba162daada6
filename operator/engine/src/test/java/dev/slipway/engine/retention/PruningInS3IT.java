package dev.slipway.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.S3Bench;
import dev.slipway.testkit.s3.BucketFeature;
import dev.slipway.testkit.s3.S3Right;
import dev.slipway.testkit.s3.S3Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server, with its locks, versions and users of few rights. */
class PruningInS3IT implements PruningContract {
  private static final PruneRequest CRM = new PruneRequest("crm", LAST_TWO, List.of());

  private static S3Server server;
  private static int buckets;

  private String bucket;
  private ObjectStore store;

  @BeforeAll
  static void startServer() {
    server = S3Server.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aBucketOfItsOwn() {
    use();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Test
  void leavesWhatALockHoldsWholeAndTakesTheRest() {
    use(BucketFeature.OBJECT_LOCK);
    threeFullBackups();
    new FakeBackups(store).full("crm/0", "2026-10-01T00:00:00Z");
    server.retain(
        bucket, "a prefix/crm/1/database.dump.zst", Instant.now().plus(Duration.ofDays(30)));

    var pruned = new Pruning(store, LATER, ProgressSink.NONE).prune(CRM);

    assertThat(pruned.removed()).containsExactly("crm/0");
    assertThat(pruned.left()).hasSize(1);
    assertThat(pruned.left().getFirst().location()).isEqualTo("crm/1");
    assertThat(pruned.left().getFirst().held()).isTrue();
    assertThat(pruned.left().getFirst().why()).startsWith("the store holds it until 20");
    assertThat(new BackupReader(store).find("crm/1")).isPresent();
    pruned.requireNothingRefused();
  }

  @Test
  void takesWhatALockHeldOnceItsTimeIsOver() {
    use(BucketFeature.OBJECT_LOCK);
    threeFullBackups();
    server.retain(
        bucket, "a prefix/crm/1/database.dump.zst", Instant.now().plus(Duration.ofDays(1)));

    var pruned = new Pruning(store, LATER, ProgressSink.NONE).prune(CRM);

    assertThat(pruned.left()).isEmpty();
    assertThat(pruned.removed()).containsExactly("crm/1");
  }

  @Test
  void hidesWhatAVersionedBucketKeeps() {
    use(BucketFeature.VERSIONING);
    threeFullBackups();

    new Pruning(store, LATER, ProgressSink.NONE).prune(CRM);

    assertThat(new StoreInventory(store, ProgressSink.NONE).all())
        .extracting(StoredItem::location)
        .containsExactly("crm/3", "crm/2");
  }

  @Test
  void saysThatAWriterMayNotDelete() {
    threeFullBackups();
    var writer = server.createUser("writer-" + buckets);
    server.grant(writer, bucket, S3Right.READ, S3Right.LIST, S3Right.PUT);

    try (var narrow = S3Bench.store(server, writer, bucket)) {
      var pruned = new Pruning(narrow, LATER, ProgressSink.NONE).prune(CRM);

      assertThat(pruned.removed()).isEmpty();
      assertThat(pruned.left()).extracting(PruneReport.Left::held).containsExactly(false);
      assertThatThrownBy(pruned::requireNothingRefused)
          .isInstanceOfSatisfying(
              EngineException.class,
              it -> assertThat(it.code()).isEqualTo(FailureCode.STORE_ACCESS_DENIED))
          .hasMessageContaining("crm/1")
          .hasMessageContaining("1 of 1");
    }
    assertThat(new BackupReader(store).find("crm/1")).isPresent();
  }

  @Test
  void needsNoRightToSeeOtherEnvironments() {
    threeFullBackups();
    new FakeBackups(store).full("shop/1", "2026-11-01T00:00:00Z");
    var pruner = server.createUser("pruner-" + buckets);
    server.grantBelow(
        "a prefix/crm/", pruner, bucket, S3Right.READ, S3Right.LIST, S3Right.PUT, S3Right.DELETE);

    try (var narrow = S3Bench.store(server, pruner, bucket)) {
      var pruned = new Pruning(narrow, LATER, ProgressSink.NONE).prune(CRM);

      assertThat(pruned.removed()).containsExactly("crm/1");
      assertThatThrownBy(() -> new StoreInventory(narrow, ProgressSink.NONE).all())
          .isInstanceOfSatisfying(
              EngineException.class,
              it -> assertThat(it.code()).isEqualTo(FailureCode.STORE_ACCESS_DENIED));
    }
  }

  @Test
  void leavesNoMarkWhereItMayNotWriteAndSaysSo() {
    threeFullBackups();
    var reader = server.createUser("reader-" + buckets);
    server.grant(reader, bucket, S3Right.READ, S3Right.LIST);

    try (var narrow = S3Bench.store(server, reader, bucket)) {
      var marks = new VerifiedMarks(narrow, LATER);

      assertThat(marks.leave("crm/1", VerifiedMark.How.CHECKSUM)).isFalse();
    }
    assertThat(new VerifiedMarks(store, LATER).leave("crm/1", VerifiedMark.How.CHECKSUM)).isTrue();
    assertThat(new VerifiedMarks(store, LATER).leave("crm/1", VerifiedMark.How.CHECKSUM)).isTrue();
  }

  private void threeFullBackups() {
    var backups = new FakeBackups(store);
    for (int day = 1; day <= 3; day++) {
      backups.full("crm/" + day, "2026-11-0" + day + "T00:00:00Z");
    }
  }

  private void use(BucketFeature... features) {
    if (store != null) {
      store.close();
    }
    bucket = "bucket-" + ++buckets;
    server.createBucket(bucket, features);
    store = S3Bench.store(server, server.root(), bucket);
  }
}
