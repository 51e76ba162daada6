package dev.slipway.testkit.s3;

import static dev.slipway.testkit.s3.BucketClient.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ServerIT {
  private static final String BUCKET = "files";

  private final S3Server server = S3Server.start();
  private final BucketClient root = new BucketClient(server, server.root(), BUCKET);

  @BeforeEach
  void createBucket() {
    server.createBucket(BUCKET);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void givesBackWhatWasUploadedInParts() throws Exception {
    var content = new byte[11 * 1024 * 1024];
    new Random(7).nextBytes(content);

    root.put("large", content);

    assertThat(root.get("large")).isEqualTo(content);
  }

  @Test
  void refusesAWrongSecret() {
    var guesser = new S3Credentials(server.root().accessKey(), "guessed");

    int status = refusalOf(() -> new BucketClient(server, guesser, BUCKET).put("key", "value"));

    assertThat(status).isEqualTo(403);
  }

  @Test
  void refusesAnonymousReaders() throws Exception {
    root.put("key", "value");

    assertThat(statusOf(server.endpoint().resolve("/files/key"))).isEqualTo(403);
  }

  @Test
  void acceptsAPresignedAddressOnlyUntouched() throws Exception {
    root.put("key", "value");
    root.put("kez", "value");

    var address = root.presignedGet("key");
    var tampered = URI.create(address.toString().replace("/key?", "/kez?"));

    assertThat(statusOf(address)).isEqualTo(200);
    assertThat(statusOf(tampered)).isEqualTo(403);
  }

  @Test
  void keepsEachObjectInAPlainFile() throws Exception {
    root.put("folder/key", "value");

    Files.writeString(server.data().resolve(BUCKET).resolve("folder/key"), "Value");

    assertThat(root.get("folder/key")).asString(UTF_8).isEqualTo("Value");
  }

  @Test
  void hasNothingElseInItsFolderOfBuckets() throws IOException {
    try (var buckets = Files.list(server.data())) {
      assertThat(buckets).containsExactly(server.data().resolve(BUCKET));
    }
  }

  @Test
  void keepsObjectsAndUsersWhenItIsKilled() throws Exception {
    var reader = server.createUser("reader");
    server.grant(reader, BUCKET, S3Right.READ);
    root.put("key", "value");

    server.kill();
    server.restart();

    assertThat(new BucketClient(server, reader, BUCKET).get("key"))
        .asString(UTF_8)
        .isEqualTo("value");
  }

  @Test
  void hasTheFaultThatATestAsksForUntilTheNextStart() {
    server.restart("--readonly");

    assertThat(refusalOf(() -> root.put("key", "value"))).isEqualTo(403);

    server.restart();

    assertThatCode(() -> root.put("key", "value")).doesNotThrowAnyException();
  }

  @Test
  void leavesNothingWhenItIsClosed() {
    server.close();

    assertThat(server.isAlive()).isFalse();
    assertThat(server.data()).doesNotExist();
  }

  private static int statusOf(URI address) throws IOException {
    var answer = new OkHttpClient().newCall(new Request.Builder().url(address.toURL()).build());
    try (var response = answer.execute()) {
      return response.code();
    }
  }
}
