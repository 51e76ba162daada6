package dev.slipway.testkit.s3;

import static dev.slipway.testkit.s3.BucketClient.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minio.errors.MinioException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3RightsIT {
  private static final String BUCKET = "files";

  private final S3Server server = S3Server.start();
  private final S3Credentials user = server.createUser("narrow");
  private final BucketClient narrow = new BucketClient(server, user, BUCKET);

  @BeforeEach
  void createBucketWithAnObject() throws MinioException {
    server.createBucket(BUCKET);
    new BucketClient(server, server.root(), BUCKET).put("ours/key", "value");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void areNoneAtFirst() {
    assertThat(refusalOf(() -> narrow.get("ours/key"))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.keys(""))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.put("mine", "value"))).isEqualTo(403);
  }

  @Test
  void toReadLetNobodyWriteOrList() throws Exception {
    server.grant(user, BUCKET, S3Right.READ);

    assertThat(narrow.get("ours/key")).asString(UTF_8).isEqualTo("value");
    assertThat(refusalOf(() -> narrow.put("ours/key", "other"))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.remove("ours/key"))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.keys(""))).isEqualTo(403);
  }

  @Test
  void toPutLetNobodyReadBack() throws Exception {
    server.grant(user, BUCKET, S3Right.PUT);

    narrow.put("mine", new byte[6 * 1024 * 1024]);

    assertThat(refusalOf(() -> narrow.get("mine"))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.remove("mine"))).isEqualTo(403);
  }

  @Test
  void belowAPrefixEndThere() throws Exception {
    server.grantBelow("mine/", user, BUCKET, S3Right.READ, S3Right.LIST, S3Right.PUT);

    narrow.put("mine/key", "value");

    assertThat(narrow.keys("mine/")).containsExactly("mine/key");
    assertThat(refusalOf(() -> narrow.keys(""))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.get("ours/key"))).isEqualTo(403);
    assertThat(refusalOf(() -> narrow.put("ours/key", "other"))).isEqualTo(403);
  }

  @Test
  void addUp() throws Exception {
    var other = server.createUser("other");
    server.grant(user, BUCKET, S3Right.PUT);
    server.grant(other, BUCKET, S3Right.READ);
    server.grant(user, BUCKET, S3Right.DELETE);

    narrow.remove("ours/key");
    narrow.put("ours/key", "anew");

    assertThat(new BucketClient(server, other, BUCKET).get("ours/key"))
        .asString(UTF_8)
        .isEqualTo("anew");
  }
}
