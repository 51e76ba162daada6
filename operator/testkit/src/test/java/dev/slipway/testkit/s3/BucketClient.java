package dev.slipway.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One user's view of one bucket, through the client that the product uses. */
final class BucketClient {
  private final MinioClient client;
  private final String bucket;

  BucketClient(S3Server server, S3Credentials user, String bucket) {
    this(server, user, bucket, new OkHttpClient());
  }

  BucketClient(S3Server server, S3Credentials user, String bucket, OkHttpClient http) {
    this.bucket = bucket;
    this.client =
        MinioClient.builder()
            .endpoint(server.endpoint().toString())
            .region(server.region())
            .credentials(user.accessKey(), user.secretKey())
            .httpClient(http)
            .build();
  }

  /** The HTTP status with which the server refuses the call. */
  static int refusalOf(ThrowingCallable call) {
    var refusal = catchThrowableOfType(ErrorResponseException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.response().code();
  }

  String put(String key, String content) throws MinioException {
    return put(key, content.getBytes(UTF_8));
  }

  /** Content over five megabytes goes up in parts. The answer is the version. */
  String put(String key, byte[] content) throws MinioException {
    var request = PutObjectArgs.builder().bucket(bucket).object(key).data(content, content.length);
    return String.valueOf(client.putObject(request.build()).versionId());
  }

  byte[] get(String key) throws MinioException, IOException {
    var request = GetObjectArgs.builder().bucket(bucket).object(key).build();
    try (var object = client.getObject(request)) {
      return object.readAllBytes();
    }
  }

  List<String> versions(String key) throws MinioException {
    var request = ListObjectsArgs.builder().bucket(bucket).prefix(key).includeVersions(true);
    var versions = new ArrayList<String>();
    for (var item : client.listObjects(request.build())) {
      versions.add(item.get().versionId());
    }
    return versions;
  }

  List<String> keys(String prefix) throws MinioException {
    var request = ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true);
    var keys = new ArrayList<String>();
    for (var item : client.listObjects(request.build())) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  void remove(String key) throws MinioException {
    client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
  }

  void remove(String key, String version) throws MinioException {
    client.removeObject(
        RemoveObjectArgs.builder().bucket(bucket).object(key).versionId(version).build());
  }

  void lockForADay(String key, String version) throws MinioException {
    var tomorrow = ZonedDateTime.now(ZoneOffset.UTC).plusDays(1);
    client.setObjectRetention(
        SetObjectRetentionArgs.builder()
            .bucket(bucket)
            .object(key)
            .versionId(version)
            .config(new Retention(RetentionMode.COMPLIANCE, tomorrow))
            .build());
  }

  URI presignedGet(String key) throws MinioException {
    return URI.create(
        client.getPresignedObjectUrl(
            GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.GET)
                .bucket(bucket)
                .object(key)
                .build()));
  }
}
