package dev.slipway.engine.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an object on their way. A cut line is a failure of the store, so it goes past those
 * who take every {@link IOException} for damaged content.
 */
final class S3Download extends FilterInputStream {
  private final String doing;
  private final String store;

  S3Download(InputStream object, String doing, String store) {
    super(object);
    this.doing = doing;
    this.store = store;
  }

  @Override
  public int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw S3Failure.of(e, doing, store);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw S3Failure.of(e, doing, store);
    }
  }
}
