package dev.slipway.engine.store;

import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import io.minio.messages.ListMultipartUploadsResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uploads in parts that somebody has begun and not completed. */
record S3Uploads(MinioAsyncClient client, S3Calls calls, S3Access access) {

  List<UnfinishedObject> of(String prefix) {
    var found = new ArrayList<UnfinishedObject>();
    var page = page(prefix, null, null);
    note(page, found);
    while (page.isTruncated()) {
      page = page(prefix, page.nextKeyMarker(), page.nextUploadIdMarker());
      note(page, found);
    }
    return found;
  }

  private ListMultipartUploadsResult page(
      String prefix, @Nullable String key, @Nullable String upload) {
    var request =
        ListMultipartUploadsArgs.builder()
            .bucket(access.bucket())
            .prefix(access.keyOf(prefix))
            .encodingType("url")
            .keyMarker(key)
            .uploadIdMarker(upload)
            .build();
    return calls.make(
        "listing uploads of " + prefix, () -> client.listMultipartUploads(request).get().result());
  }

  private void note(ListMultipartUploadsResult page, List<UnfinishedObject> found) {
    for (var upload : page.uploads()) {
      upload.setEncodingType(page.encodingType());
      found.add(
          new UnfinishedObject(
              access.relative(upload.objectName()),
              upload.uploadId(),
              upload.initiated().toInstant()));
    }
  }
}
