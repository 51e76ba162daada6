package dev.slipway.engine.store;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.StoreRelay.Fault;
import dev.slipway.engine.store.StoreRelay.Fault.CutAfter;
import dev.slipway.engine.store.StoreRelay.Fault.Forged;
import dev.slipway.testkit.s3.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on the way to a store, or in it: what is worth another try gets it. */
class StoreFaultsIT {
  private static final int MEGABYTES = 20;

  private final S3Server server = S3Server.start();
  private final byte[] content = new byte[MEGABYTES * 1024 * 1024];

  @BeforeEach
  void createBucket() {
    server.createBucket(S3Bench.BUCKET);
    new Random(7).nextBytes(content);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown",
    "503, ServiceUnavailable",
    "500, InternalError",
    "400, RequestTimeout",
    "400, BadDigest",
    "429, TooManyRequests"
  })
  void anAnswerThatMayBeAnotherTheNextTimeIsAskedForAgain(int status, String code)
      throws IOException {
    try (var relay = relay(nCopies(2, new Forged(status, code)));
        var store = store(relay)) {
      put(store, new byte[] {1, 2, 3});

      assertThat(store.find("key")).map(StoredObject::bytes).contains(3L);
      assertThat(relay.connections()).isGreaterThan(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, STORE_ACCESS_DENIED",
    "403, InvalidAccessKeyId, STORE_CREDENTIALS_REJECTED",
    "403, SignatureDoesNotMatch, STORE_CREDENTIALS_REJECTED",
    "400, ExpiredToken, STORE_CREDENTIALS_REJECTED",
    "403, RequestTimeTooSkewed, CLOCK_SKEWED",
    "404, NoSuchBucket, BUCKET_MISSING",
    "400, AuthorizationHeaderMalformed, STORE_REGION_WRONG",
    "301, PermanentRedirect, STORE_REGION_WRONG",
    "400, InvalidBucketName, STORE_REFUSED",
    "501, NotImplemented, STORE_REFUSED",
    "507, InsufficientStorage, OUT_OF_SPACE"
  })
  void anAnswerThatStaysTheSameIsAskedForOnce(int status, String code, FailureCode reason)
      throws IOException {
    try (var relay = relay(nCopies(2, new Forged(status, code)));
        var store = store(relay)) {
      var failure = Failures.of(() -> store.list(""));

      assertThat(failure.code()).isEqualTo(reason);
      assertThat(failure).hasMessageContaining(store.inWords());
      assertThat(relay.connections()).isEqualTo(1);
    }
  }

  @Test
  void aStoreThatStaysTooBusyIsGivenUp() throws IOException {
    try (var relay = relay(nCopies(100, new Forged(503, "SlowDown")));
        var store = store(relay)) {
      var failure = Failures.of(() -> store.list(""));

      assertThat(failure.code()).isEqualTo(FailureCode.STORE_UNREACHABLE);
      assertThat(failure).hasMessageContaining("SlowDown");
      assertThat(relay.connections()).isBetween(4, 20);
    }
  }

  @Test
  void aDownloadThatIsCutGoesOnWhereItWas() throws IOException {
    put(S3Bench.store(server), content);

    try (var relay =
            relay(List.of(new CutAfter(5_000_000), new CutAfter(300), new CutAfter(6_000_000)));
        var store = store(relay);
        var object = store.read("key")) {
      assertThat(object.readAllBytes()).isEqualTo(content);
      assertThat(relay.connections()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void aDownloadThatIsCutForGoodIsNoEndOfTheObject() throws IOException {
    put(S3Bench.store(server), content);

    try (var relay = relay(List.of(new CutAfter(5_000_000)));
        var store = store(relay);
        var object = store.read("key")) {
      object.readNBytes(1_000_000);
      server.kill();

      assertThat(Failures.codeOf(object::readAllBytes)).isEqualTo(FailureCode.STORE_UNREACHABLE);
    }
  }

  @Test
  void anUploadThatIsCutInAPartSendsThePartAgain() throws IOException {
    try (var relay = relay(List.of(new CutAfter(400), new CutAfter(0), new CutAfter(100)));
        var store = store(relay)) {
      put(store, content);
    }

    try (var object = S3Bench.store(server).read("key")) {
      assertThat(object.readAllBytes()).isEqualTo(content);
    }
    assertThat(S3Bench.store(server).unfinished("")).isEmpty();
  }

  @Test
  void aServerThatTakesNothingSaysSo() throws IOException {
    put(S3Bench.store(server), content);
    server.restart("--readonly");
    var store = S3Bench.store(server);

    assertThat(Failures.codeOf(() -> put(store, new byte[1], "other")))
        .isEqualTo(FailureCode.STORE_ACCESS_DENIED);
    try (var object = store.read("key")) {
      assertThat(object.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void anUploadThatADeadWriterLeftIsListedAndCanBeDiscarded() throws IOException {
    var store = S3Bench.store(server);
    var dead = store.create("backup/part");
    dead.stream().write(content);

    var left = store.unfinished("backup/");

    assertThat(left).extracting(UnfinishedObject::key).containsExactly("backup/part");
    assertThat(store.unfinished("other/")).isEmpty();
    assertThat(store.list("")).isEmpty();
    left.forEach(store::discard);
    assertThat(store.unfinished("")).isEmpty();
    assertThat(Failures.codeOf(dead::complete)).isNotEqualTo(FailureCode.BUG);
    assertThat(store.find("backup/part")).isEmpty();
  }

  private StoreRelay relay(List<? extends Fault> faults) throws IOException {
    return new StoreRelay(server.endpoint(), faults);
  }

  private S3Store store(StoreRelay relay) {
    var account = S3Bench.account(server, server.root(), null);
    var relayed =
        new S3Account(
            relay.endpoint(), account.region(), true, account.keyId(), account.secret(), null);
    return new S3Store(new S3Access(relayed, S3Bench.BUCKET, "/a prefix/"));
  }

  private static void put(ObjectStore store, byte[] bytes) throws IOException {
    put(store, bytes, "key");
  }

  private static void put(ObjectStore store, byte[] bytes, String key) throws IOException {
    try (var sink = store.create(key)) {
      sink.stream().write(bytes);
      sink.complete();
    }
  }
}
