package dev.slipway.engine.store;

import io.minio.GetObjectResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object on their way. Where the line is cut it goes on from there on another one.
 * What fails for good is a failure of the store, so it goes past those who take every {@link
 * IOException} for damaged content.
 */
final class S3Download extends InputStream {
  /** Without a single byte in between. */
  private static final int CUTS_IN_A_ROW = 5;

  private final String doing;
  private final String store;
  private final Opening opening;
  private final @Nullable String tag;
  private GetObjectResponse object;
  private long offset;
  private int cuts;

  S3Download(String doing, String store, Opening opening) {
    this.doing = doing;
    this.store = store;
    this.opening = opening;
    this.object = opening.from(0, null);
    this.tag = object.headers().get("ETag");
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) {
    while (true) {
      try {
        int count = object.read(bytes, from, length);
        offset += Math.max(count, 0);
        cuts = count > 0 ? 0 : cuts;
        return count;
      } catch (IOException e) {
        goOn(e);
      }
    }
  }

  private void goOn(IOException cut) {
    cuts++;
    if (cuts > CUTS_IN_A_ROW) {
      throw S3Failure.of(cut, doing, store);
    }
    abandon();
    S3Calls.pause(cuts);
    object = opening.from(offset, tag);
  }

  /** Nothing that is closed is waited for: what has come of it has been read. */
  private void abandon() {
    try {
      object.close();
    } catch (IOException _) {
      // it is cut already
    }
  }

  @Override
  public void close() {
    abandon();
  }

  /** Asks for an object. */
  @FunctionalInterface
  interface Opening {
    /**
     * @param tag of the very object that was begun, and of nothing that is in its place by now
     */
    GetObjectResponse from(long offset, @Nullable String tag);
  }
}
