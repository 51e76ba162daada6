package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import io.minio.AbortMultipartUploadArgs;
import io.minio.Checksum;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.HeadObjectArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.UploadPartArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Part;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object on its way into a bucket: in one piece when it is small, else in parts that nobody sees
 * before they are put together. Every piece carries a checksum.
 */
final class S3Upload implements ObjectSink {
  /** Held in memory once. */
  private static final int PART_BYTES = 8 * 1024 * 1024;

  /** S3 takes no more. Objects can be of 78 GiB, then. */
  private static final int MOST_PARTS = 10_000;

  private static final int FIRST_BUFFER_BYTES = 64 * 1024;
  private static final Map<String, String> ONLY_WHEN_ABSENT = Map.of("If-None-Match", "*");
  private static final String WRITER = "x-amz-meta-slipway-writer";
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

  private final MinioAsyncClient client;
  private final S3Calls calls;
  private final S3Access access;
  private final S3Uploads uploads;
  private final String key;

  /** By this we know our own object again, should the answer to its last call be lost. */
  private final String writer = UUID.randomUUID().toString();

  private final Checksum.Algorithm[] checksums;
  private final List<Part> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int buffered;
  private @Nullable String uploadId;

  /** More than one leave uploads that nobody knows: their answers were lost. */
  private int beginnings;

  private State state = State.OPEN;

  private enum State {
    OPEN,
    BROKEN,
    COMPLETE
  }

  S3Upload(MinioAsyncClient client, S3Calls calls, S3Access access, S3Uploads uploads, String key) {
    this.client = client;
    this.uploads = uploads;
    this.calls = calls;
    this.access = access;
    this.key = key;
    // TLS protects the content already; without it the signature has to cover its digest
    this.checksums =
        "https".equals(access.account().endpoint().getScheme())
            ? new Checksum.Algorithm[] {Checksum.Algorithm.CRC32C}
            : new Checksum.Algorithm[] {Checksum.Algorithm.CRC32C, Checksum.Algorithm.SHA256};
  }

  @Override
  public OutputStream stream() {
    return new Parts();
  }

  @Override
  public void complete() {
    requireOpen();
    state = State.BROKEN;
    try {
      if (uploadId == null) {
        make("writing", this::putWhole);
      } else {
        sendPart(uploadId);
        make("completing", this::putTogether);
        abortOtherBeginnings();
      }
    } catch (EngineException e) {
      if (e.code() == FailureCode.STORE_UNREACHABLE || !isOurs()) {
        throw e;
      }
    }
    end();
  }

  @Override
  public void close() {
    if (state != State.COMPLETE && uploadId != null) {
      abort(uploadId);
    }
    end();
  }

  /** Whoever still holds this upload holds no part of the object any more. */
  private void end() {
    state = State.COMPLETE;
    buffer = new byte[0];
    buffered = 0;
  }

  private void write(byte[] bytes, int offset, int length) {
    requireOpen();
    state = State.BROKEN; // unless all of it goes well
    int from = offset;
    int left = length;
    while (left > 0) {
      if (buffered == PART_BYTES) {
        sendPart(begun());
      }
      int taken = Math.min(left, room());
      System.arraycopy(bytes, from, buffer, buffered, taken);
      buffered += taken;
      from += taken;
      left -= taken;
    }
    state = State.OPEN;
  }

  private int room() {
    if (buffered == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(PART_BYTES, 16 * buffer.length));
    }
    return buffer.length - buffered;
  }

  private String begun() {
    if (uploadId == null) {
      var headers = new Http.Headers();
      headers.put(WRITER, writer);
      headers.put("x-amz-checksum-algorithm", Checksum.Algorithm.CRC32C.toString());
      var request =
          CreateMultipartUploadArgs.builder()
              .bucket(access.bucket())
              .object(access.keyOf(key))
              .headers(headers)
              .build();
      uploadId =
          make(
              "beginning",
              () -> {
                beginnings++;
                return client.createMultipartUpload(request).get().result().uploadId();
              });
    }
    return uploadId;
  }

  private void sendPart(String upload) {
    if (parts.size() == MOST_PARTS) {
      throw new EngineException(
          FailureCode.STORE_REFUSED,
          "writing %s in %s: no object can be larger than 78 GiB; split what is backed up"
              .formatted(key, access.inWords()));
    }
    parts.add(make("writing a part of", () -> putPart(upload, parts.size() + 1)));
    buffered = 0;
  }

  private Part putPart(String upload, int number)
      throws MinioException, ExecutionException, InterruptedException {
    var request =
        UploadPartArgs.builder()
            .bucket(access.bucket())
            .object(access.keyOf(key))
            .uploadId(upload)
            .partNumber(number)
            .data(buffer, buffered)
            .headers(checksumsOfBuffer())
            .build();
    return client.uploadPart(request).get().part();
  }

  private Object putWhole() throws MinioException, ExecutionException, InterruptedException {
    var headers = checksumsOfBuffer();
    headers.put(WRITER, writer);
    var request =
        PutObjectAPIArgs.builder()
            .bucket(access.bucket())
            .object(access.keyOf(key))
            .data(buffer, buffered)
            .headers(headers)
            .extraHeaders(ONLY_WHEN_ABSENT)
            .build();
    return client.putObject(request).get();
  }

  /** The condition has to stand here: on the call that begins an upload it protects nothing. */
  private Object putTogether() throws ExecutionException, InterruptedException {
    var request =
        CompleteMultipartUploadArgs.builder()
            .bucket(access.bucket())
            .object(access.keyOf(key))
            .uploadId(uploadId)
            .parts(parts.toArray(Part[]::new))
            .extraHeaders(ONLY_WHEN_ABSENT)
            .build();
    return client.completeMultipartUpload(request).get();
  }

  private Http.Headers checksumsOfBuffer() throws MinioException {
    var hashers = Checksum.newHasherMap(checksums);
    Checksum.update(hashers, buffer, buffered);
    return Checksum.makeHeaders(hashers, true, false);
  }

  /** A call that was made again, since its answer was lost, finds the object of the first try. */
  private boolean isOurs() {
    var request =
        HeadObjectArgs.builder().bucket(access.bucket()).object(access.keyOf(key)).build();
    try {
      var found = make("looking for", () -> client.headObject(request).get());
      return writer.equals(found.headers().get(WRITER));
    } catch (EngineException _) {
      return false; // then the first failure is the one to tell
    }
  }

  /** Whoever else is at this key cannot complete it any more, since it is there now. */
  private void abortOtherBeginnings() {
    if (beginnings > 1) {
      try {
        uploads.of(key).stream()
            .filter(it -> it.key().equals(key))
            .map(UnfinishedObject::id)
            .forEach(this::abort);
      } catch (EngineException e) {
        warnOfWhatIsLeft(e);
      }
    }
  }

  private void abort(String upload) {
    var request =
        AbortMultipartUploadArgs.builder()
            .bucket(access.bucket())
            .object(access.keyOf(key))
            .uploadId(upload)
            .build();
    try {
      make("aborting", () -> client.abortMultipartUpload(request).get());
    } catch (EngineException e) {
      warnOfWhatIsLeft(e);
    }
  }

  private void warnOfWhatIsLeft(EngineException failure) {
    LOG.atWarn()
        .addKeyValue("key", key)
        .addKeyValue("reason", failure.code().reason())
        .log("an unfinished upload is left behind");
  }

  private <T> T make(String doing, S3Calls.Call<T> call) {
    return calls.make(doing + " " + key, call);
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("this upload has ended: " + key);
    }
  }

  private final class Parts extends OutputStream {
    @Override
    public void write(int one) {
      S3Upload.this.write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      S3Upload.this.write(bytes, offset, length);
    }
  }
}
