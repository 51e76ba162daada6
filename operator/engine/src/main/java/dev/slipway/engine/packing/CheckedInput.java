package dev.slipway.engine.packing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Bytes whose reader stumbles over nothing but damage; a failure of the store passes as it is. */
final class CheckedInput extends FilterInputStream {
  private final Function<IOException, RuntimeException> damage;

  CheckedInput(InputStream in, Function<IOException, RuntimeException> damage) {
    super(in);
    this.damage = damage;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] content) {
    return read(content, 0, content.length);
  }

  @Override
  public int read(byte[] content, int offset, int length) {
    try {
      return in.read(content, offset, length);
    } catch (IOException e) {
      throw damage.apply(e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw damage.apply(e);
    }
  }
}
