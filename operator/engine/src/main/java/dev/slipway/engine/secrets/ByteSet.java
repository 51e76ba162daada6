package dev.slipway.engine.secrets;

/** Some of the 256 bytes. */
final class ByteSet {
  static final ByteSet WORD = of("A-Za-z0-9_");
  static final ByteSet ANY = of("").inverse();

  private final boolean[] has;

  private ByteSet(boolean[] has) {
    this.has = has;
  }

  /** Characters and ranges of them, as between the brackets of a regular expression. */
  static ByteSet of(String ranges) {
    var has = new boolean[256];
    for (int i = 0; i < ranges.length(); i++) {
      boolean range = i + 2 < ranges.length() && ranges.charAt(i + 1) == '-';
      for (int c = ranges.charAt(i); c <= ranges.charAt(range ? i + 2 : i); c++) {
        has[c] = true;
      }
      i += range ? 2 : 0;
    }
    return new ByteSet(has);
  }

  ByteSet inverse() {
    var others = new boolean[256];
    for (int i = 0; i < 256; i++) {
      others[i] = !has[i];
    }
    return new ByteSet(others);
  }

  boolean has(int value) {
    return has[value & 0xff];
  }

  /** How many of them stand in a row from here on. */
  int run(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && has(bytes[at])) {
      at++;
    }
    return at - from;
  }
}
