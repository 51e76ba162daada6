package dev.slipway.engine.compare;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Orders rows by what the server makes of them as {@code ROW(...)::text}, without making it: up to
 * the first value that differs it is the same text.
 */
record RowText(int columns) implements Comparator<CopyRow> {
  private static final byte QUOTE = '"';

  @Override
  public int compare(CopyRow row, CopyRow other) {
    for (int column = 0; column < columns; column++) {
      if (!row.hasSame(column, other)) {
        return Arrays.compareUnsigned(part(row, column), part(other, column));
      }
    }
    return 0;
  }

  /** A value and what follows it: neither of two such parts is the beginning of the other. */
  byte[] part(CopyRow row, int column) {
    var value = row.value(column);
    var follows = (byte) (column == columns - 1 ? ')' : ',');
    return value == null ? new byte[] {follows} : written(value, follows);
  }

  private static byte[] written(byte[] value, byte follows) {
    var text = new byte[2 * value.length + 3];
    int length = 0;
    var quoted = needsQuotes(value);
    if (quoted) {
      text[length++] = QUOTE;
    }
    for (var it : value) {
      if (it == QUOTE || it == '\\') {
        text[length++] = it;
      }
      text[length++] = it;
    }
    if (quoted) {
      text[length++] = QUOTE;
    }
    text[length++] = follows;
    return Arrays.copyOf(text, length);
  }

  private static boolean needsQuotes(byte[] value) {
    for (var it : value) {
      switch (it) {
        case QUOTE, '\\', '(', ')', ',', ' ', '\t', '\n', 0x0b, '\f', '\r' -> {
          return true;
        }
        default -> {}
      }
    }
    return value.length == 0;
  }
}
