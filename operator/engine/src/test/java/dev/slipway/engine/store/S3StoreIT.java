package dev.slipway.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.s3.S3Credentials;
import dev.slipway.testkit.s3.S3Right;
import dev.slipway.testkit.s3.S3Server;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreIT implements ObjectStoreContract {
  private static final byte[] TWO_PARTS = new byte[20 * 1024 * 1024];

  private final S3Server server = S3Server.start();
  private final S3Store store = S3Bench.store(server);

  @BeforeEach
  void createBucket() {
    server.createBucket(S3Bench.BUCKET);
  }

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Test
  void saysThatTheSecretIsWrong() {
    var guesser = new S3Credentials(server.root().accessKey(), "a-guess-of-the-secret");
    var store = S3Bench.store(server, guesser, S3Bench.BUCKET, null);

    var failure = Failures.of(() -> store.list(""));

    assertThat(failure.code()).isEqualTo(FailureCode.STORE_CREDENTIALS_REJECTED);
    assertThat(failure).hasMessageContaining("SignatureDoesNotMatch");
    assertThat(failure.toString()).doesNotContain("a-guess-of-the-secret");
  }

  @Test
  void saysThatAReaderMayNotWrite() {
    var reader = server.createUser("reader");
    server.grant(reader, S3Bench.BUCKET, S3Right.READ, S3Right.LIST);
    var store = S3Bench.store(server, reader, S3Bench.BUCKET, null);

    var refusal = Failures.codeOf(() -> new StoreProbe(store).run("uid"));

    assertThat(refusal).isEqualTo(FailureCode.STORE_ACCESS_DENIED);
  }

  @Test
  void letsAWriterWithoutTheRightToDeleteWork() {
    var writer = server.createUser("writer");
    server.grant(writer, S3Bench.BUCKET, S3Right.READ, S3Right.LIST, S3Right.PUT);
    var store = S3Bench.store(server, writer, S3Bench.BUCKET, null);

    var probe = new StoreProbe(store).run("uid");

    assertThat(probe.isNew()).isTrue();
    assertThat(Failures.codeOf(() -> store.delete(probe.key())))
        .isEqualTo(FailureCode.STORE_ACCESS_DENIED);
  }

  @Test
  void saysThatTheBucketIsMissing() {
    var store = S3Bench.store(server, server.root(), "no-such-bucket", null);

    assertThat(Failures.codeOf(() -> store.list(""))).isEqualTo(FailureCode.BUCKET_MISSING);
    assertThat(Failures.codeOf(() -> new StoreProbe(store).run("uid")))
        .isEqualTo(FailureCode.BUCKET_MISSING);
  }

  @Test
  void saysThatTheServerIsGone() {
    server.kill();

    var refusal = Failures.codeOf(() -> store.list(""));

    assertThat(refusal).isEqualTo(FailureCode.STORE_UNREACHABLE);
  }

  @Test
  void leavesNoObjectWhenTheServerDiesWithinAnUpload() throws Exception {
    try (var sink = store.create("key")) {
      sink.stream().write(TWO_PARTS);
      server.kill();

      var refusal = Failures.codeOf(sink::complete);

      assertThat(refusal).isEqualTo(FailureCode.STORE_UNREACHABLE);
    }
    server.restart();
    assertThat(store.find("key")).isEmpty();
  }

  @Test
  void leavesNoUploadBehindWhenItIsClosedTooEarly() throws Exception {
    try (var sink = store.create("key")) {
      sink.stream().write(TWO_PARTS);
      assertThat(unfinishedUploads()).isEqualTo(1);
    }

    assertThat(unfinishedUploads()).isZero();
  }

  @Test
  void leavesNoUploadBehindWhenSomebodyElseWasFirst() throws Exception {
    try (var first = store.create("key");
        var second = store.create("key")) {
      second.stream().write(TWO_PARTS);
      first.complete();
      assertThat(Failures.codeOf(second::complete)).isEqualTo(FailureCode.OBJECT_EXISTS);
    }

    assertThat(unfinishedUploads()).isZero();
  }

  @Test
  void trustsAServerByItsOwnAuthorityOnly() throws Exception {
    try (var secure = S3Server.options().tls().start()) {
      secure.createBucket(S3Bench.BUCKET);
      var authority = Scratch.folder("authority").resolve("ca.pem");
      Files.writeString(authority, secure.authorityPem());
      var trusting = S3Bench.store(secure, secure.root(), S3Bench.BUCKET, authority);
      var doubting = S3Bench.store(secure, secure.root(), S3Bench.BUCKET, null);

      assertThat(new StoreProbe(trusting).run("uid").isNew()).isTrue();
      assertThat(Failures.codeOf(() -> doubting.list(""))).isEqualTo(FailureCode.STORE_UNTRUSTED);
    }
  }

  @Test
  void saysThatAnotherRegionIsRefused() {
    var account = S3Bench.account(server, server.root(), null);
    var elsewhere =
        new S3Account(
            account.endpoint(), "us-west-2", true, account.keyId(), account.secret(), null);
    var store = new S3Store(new S3Access(elsewhere, S3Bench.BUCKET, ""));

    var refusal = Failures.codeOf(() -> store.list(""));

    assertThat(refusal).isEqualTo(FailureCode.STORE_REGION_WRONG);
  }

  @Test
  void keepsItsOwnWhenTheAnswerToTheLastCallIsLost() throws Exception {
    try (var relay = new AnswerLosingRelay(server.endpoint())) {
      var account = S3Bench.account(server, server.root(), null);
      var relayed =
          new S3Account(
              relay.endpoint(), account.region(), true, account.keyId(), account.secret(), null);
      var store = new S3Store(new S3Access(relayed, S3Bench.BUCKET, "a prefix"));

      try (var sink = store.create("key")) {
        sink.stream().write(7);
        sink.complete();
      }
    }

    assertThat(store.find("key")).map(StoredObject::bytes).contains(1L);
  }

  @Test
  void hidesTheSecretInItsOwnWords() {
    var access =
        new S3Access(S3Bench.account(server, server.root(), null), S3Bench.BUCKET, "prefix");

    assertThat(access + store.inWords()).doesNotContain(server.root().secretKey());
  }

  private long unfinishedUploads() {
    try (var client =
        MinioAsyncClient.builder()
            .endpoint(server.endpoint().toString())
            .region(server.region())
            .credentials(server.root().accessKey(), server.root().secretKey())
            .build()) {
      var request = ListMultipartUploadsArgs.builder().bucket(S3Bench.BUCKET).build();
      return client.listMultipartUploads(request).join().result().uploads().size();
    }
  }
}
