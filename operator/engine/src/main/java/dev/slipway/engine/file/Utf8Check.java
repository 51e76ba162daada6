package dev.slipway.engine.file;

/** Whether bytes that come in pieces are UTF-8, and nothing that only looks like it. */
final class Utf8Check {
  private int expected;
  private int lowest = 0x80;
  private int highest = 0xBF;

  /** Whether all is well up to here; a character may be in the middle. */
  boolean passes(byte[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if ((text[i] < 0 || expected > 0) && !isInPlace(text[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the last character is whole. */
  boolean isComplete() {
    return expected == 0;
  }

  private boolean isInPlace(int value) {
    if (expected == 0) {
      return begins(value);
    }
    if (value < lowest || value > highest) {
      return false;
    }
    expected--;
    lowest = 0x80;
    highest = 0xBF;
    return true;
  }

  /** Bounds for the second byte keep out long forms, surrogates, and what is beyond Unicode. */
  private boolean begins(int value) {
    if (value < 0xC2 || value > 0xF4) {
      return false;
    }
    expected = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
    highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
    return true;
  }
}
