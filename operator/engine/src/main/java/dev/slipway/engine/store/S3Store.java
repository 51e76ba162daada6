package dev.slipway.engine.store;

import static java.util.Comparator.comparing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import io.minio.AbortMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.messages.ListBucketResultV2;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects in a bucket. Memory stays constant whatever their size, about one part of an upload. */
public final class S3Store implements ObjectStore {
  private final S3Access access;
  private final MinioAsyncClient client;
  private final S3Calls calls;
  private final S3Uploads uploads;

  public S3Store(S3Access access) {
    this.access = access;
    this.calls = new S3Calls(access.inWords());
    var account = access.account();
    this.client =
        MinioAsyncClient.builder()
            .endpoint(account.endpoint().toString())
            .region(account.region())
            .credentials(account.keyId(), account.secret().reveal())
            .httpClient(S3Http.client(account.authority()), true)
            .build();
    if (account.pathStyle()) {
      client.disableVirtualStyleEndpoint();
    } else {
      client.enableVirtualStyleEndpoint();
    }
    this.uploads = new S3Uploads(client, calls, access);
  }

  @Override
  public String inWords() {
    return access.inWords();
  }

  @Override
  public ObjectSink create(String key) {
    return new S3Upload(client, calls, access, uploads, key);
  }

  @Override
  public InputStream read(String key) {
    var doing = "reading " + key;
    return new S3Download(doing, inWords(), (offset, tag) -> from(offset, tag, key, doing));
  }

  private GetObjectResponse from(long offset, @Nullable String tag, String key, String doing) {
    var request = GetObjectArgs.builder().bucket(access.bucket()).object(access.keyOf(key));
    if (offset > 0) {
      request.offset(offset);
    }
    if (tag != null) {
      request.matchETag(tag.replace("\"", ""));
    }
    return calls.make(doing, () -> client.getObject(request.build()).get());
  }

  @Override
  public Optional<StoredObject> find(String key) {
    return head(key).map(it -> new StoredObject(key, it.size(), it.lastModified().toInstant()));
  }

  @Override
  public Optional<Instant> heldUntil(String key) {
    return head(key).flatMap(S3Store::held);
  }

  private static Optional<Instant> held(HeadObjectResponse found) {
    var legal = found.lockLegalHold();
    return legal != null && legal.status()
        ? Optional.of(Instant.MAX)
        : Optional.ofNullable(found.lockRetainUntilDate()).map(ZonedDateTime::toInstant);
  }

  private Optional<HeadObjectResponse> head(String key) {
    var request =
        HeadObjectArgs.builder().bucket(access.bucket()).object(access.keyOf(key)).build();
    try {
      return Optional.of(calls.make("looking for " + key, () -> client.headObject(request).get()));
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<StoredObject> list(String prefix) {
    var found = new ArrayList<StoredObject>();
    var page = page(prefix, null);
    note(page, found);
    while (page.isTruncated()) {
      page = page(prefix, page.nextContinuationToken());
      note(page, found);
    }
    found.sort(comparing(StoredObject::key));
    return found;
  }

  @Override
  public void delete(String key) {
    var request =
        RemoveObjectArgs.builder().bucket(access.bucket()).object(access.keyOf(key)).build();
    calls.make("deleting " + key, () -> client.removeObject(request).get());
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public List<UnfinishedObject> unfinished(String prefix) {
    return uploads.of(prefix);
  }

  @Override
  public void discard(UnfinishedObject unfinished) {
    var request =
        AbortMultipartUploadArgs.builder()
            .bucket(access.bucket())
            .object(access.keyOf(unfinished.key()))
            .uploadId(unfinished.id())
            .build();
    calls.make(
        "discarding an upload of " + unfinished.key(),
        () -> client.abortMultipartUpload(request).get());
  }

  /** Page by page: the client's own iterator hides what failed. */
  private ListBucketResultV2 page(String prefix, @Nullable String continuation) {
    var request =
        ListObjectsV2Args.builder()
            .bucket(access.bucket())
            .prefix(access.keyOf(prefix))
            .encodingType("url")
            .continuationToken(continuation)
            .build();
    return calls.make("listing " + prefix, () -> client.listObjectsV2(request).get().result());
  }

  private void note(ListBucketResultV2 page, List<StoredObject> found) {
    for (var item : page.contents()) {
      item.setEncodingType(page.encodingType());
      found.add(
          new StoredObject(
              access.relative(item.objectName()), item.size(), item.lastModified().toInstant()));
    }
  }
}
