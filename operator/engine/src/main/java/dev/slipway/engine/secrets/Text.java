package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A stretch of bytes. As characters it is one for each byte, which is enough for shapes that are
 * all ASCII, and takes any bytes at all.
 */
final class Text implements CharSequence {
  final byte[] bytes;
  final int from;
  final int to;

  Text(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  static Text of(String text) {
    var bytes = text.getBytes(UTF_8);
    return new Text(bytes, 0, bytes.length);
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[from + index] & 0xff);
  }

  @Override
  public Text subSequence(int start, int end) {
    return new Text(bytes, from + start, from + end);
  }

  boolean has(char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may be a JSON object or array. */
  boolean opensBracket() {
    for (int i = from; i < to; i++) {
      switch (bytes[i]) {
        case ' ', '\t', '\n', '\r' -> {}
        case '{', '[' -> {
          return true;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return new String(bytes, from, length(), UTF_8);
  }
}
