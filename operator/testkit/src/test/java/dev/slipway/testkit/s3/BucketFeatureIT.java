package dev.slipway.testkit.s3;

import static dev.slipway.testkit.s3.BucketClient.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketFeatureIT {
  private final S3Server server = S3Server.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void plainBucketsKeepTheLatestOnly() throws Exception {
    var bucket = bucket();

    bucket.put("key", "first");
    bucket.put("key", "second");

    assertThat(bucket.versions("key")).hasSize(1);
  }

  @Test
  void versionedBucketsKeepWhatWasOverwritten() throws Exception {
    var bucket = bucket(BucketFeature.VERSIONING);

    var first = bucket.put("key", "first");
    var second = bucket.put("key", "second");

    assertThat(bucket.versions("key")).containsExactly(second, first);
  }

  @Test
  void lockedVersionsCannotBeDeletedEvenByRoot() throws Exception {
    var bucket = bucket(BucketFeature.OBJECT_LOCK);
    var version = bucket.put("key", "value");

    bucket.lockForADay("key", version);

    assertThat(refusalOf(() -> bucket.remove("key", version))).isEqualTo(403);
    assertThat(bucket.get("key")).asString(UTF_8).isEqualTo("value");
  }

  @Test
  void versionsWithoutALockCanBeDeleted() throws Exception {
    var bucket = bucket(BucketFeature.OBJECT_LOCK);
    var version = bucket.put("key", "value");

    bucket.remove("key", version);

    assertThat(bucket.versions("key")).isEmpty();
  }

  private BucketClient bucket(BucketFeature... features) {
    server.createBucket("files", features);
    return new BucketClient(server, server.root(), "files");
  }
}
