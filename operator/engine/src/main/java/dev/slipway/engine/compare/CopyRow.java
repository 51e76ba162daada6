package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as text COPY writes it: values apart by tabs, with backslashes where they need them. */
public final class CopyRow {
  private static final byte TAB = '\t';
  private static final byte BACKSLASH = '\\';
  private static final byte[] NULL = {BACKSLASH, 'N'};

  private final byte[] bytes;
  private final int end;
  private final int[] starts;
  private int found;

  /**
   * @param bytes are this row's own from now on
   * @param end where the row ends; the line feed is no part of it
   * @param columns how many values it must have
   */
  CopyRow(byte[] bytes, int end, int columns) {
    this.bytes = bytes;
    this.end = end;
    this.starts = new int[columns + 1];
  }

  int length() {
    return end;
  }

  public boolean isSameAs(CopyRow other) {
    return Arrays.equals(bytes, 0, end, other.bytes, 0, other.end);
  }

  public boolean hasSame(int column, CopyRow other) {
    return Arrays.equals(
        bytes, start(column), end(column), other.bytes, other.start(column), other.end(column));
  }

  /** By the bytes of the value; NULL comes last, as the server sorts. */
  int compare(int column, CopyRow other) {
    int from = start(column);
    int to = end(column);
    int otherFrom = other.start(column);
    int otherTo = other.end(column);
    if (isPlain(from, to) && other.isPlain(otherFrom, otherTo)) {
      return Arrays.compareUnsigned(bytes, from, to, other.bytes, otherFrom, otherTo);
    }
    var value = value(column);
    var otherValue = other.value(column);
    if (value == null || otherValue == null) {
      return Boolean.compare(value == null, otherValue == null);
    }
    return Arrays.compareUnsigned(value, otherValue);
  }

  /** By the number that the value writes out; NULL comes last, as the server sorts. */
  int compareNumbers(int column, CopyRow other) {
    var isNull = isNull(column);
    return isNull || other.isNull(column)
        ? Boolean.compare(isNull, other.isNull(column))
        : Long.compare(number(column), other.number(column));
  }

  public String text(int column) {
    var value = value(column);
    return value == null ? "NULL" : new String(value, UTF_8);
  }

  /** The value's own bytes; absent for NULL. */
  public byte @Nullable [] value(int column) {
    if (isNull(column)) {
      return null;
    }
    int from = start(column);
    int to = end(column);
    var value = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == BACKSLASH && i + 1 < to) {
        i++;
        value[length++] = meant(bytes[i]);
      } else {
        value[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(value, length);
  }

  /** The value as it is written here, escapes and all. */
  public byte[] written(int column) {
    return Arrays.copyOfRange(bytes, start(column), end(column));
  }

  /** A row of values as text COPY writes them. */
  public static CopyRow of(List<byte[]> written) {
    var row = new ByteArrayOutputStream();
    for (int i = 0; i < written.size(); i++) {
      if (i > 0) {
        row.write(TAB);
      }
      row.writeBytes(written.get(i));
    }
    return new CopyRow(row.toByteArray(), row.size(), written.size());
  }

  /** The same row with these of its columns, in this order; NULL where one is negative. */
  public CopyRow projected(int[] columns) {
    int length = Math.max(0, columns.length - 1);
    for (int column : columns) {
      length += column < 0 ? NULL.length : end(column) - start(column);
    }
    var projection = new byte[length];
    int at = 0;
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        projection[at++] = TAB;
      }
      int column = columns[i];
      int size = column < 0 ? NULL.length : end(column) - start(column);
      System.arraycopy(
          column < 0 ? NULL : bytes, column < 0 ? 0 : start(column), projection, at, size);
      at += size;
    }
    return new CopyRow(projection, length, columns.length);
  }

  /** With its line feed. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, end);
    out.write('\n');
  }

  /** Whether it has as many values as it must have. */
  boolean isComplete() {
    int tabs = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == TAB) {
        tabs++;
      }
    }
    return starts.length == 1 ? end == 0 : tabs == starts.length - 2;
  }

  private boolean isNull(int column) {
    int from = start(column);
    return end(column) - from == 2 && bytes[from] == BACKSLASH && bytes[from + 1] == 'N';
  }

  /** Downwards, since there is one more negative number than there are positive ones. */
  private long number(int column) {
    int from = start(column);
    int to = end(column);
    var isNegative = from < to && bytes[from] == '-';
    long number = 0;
    for (int i = isNegative ? from + 1 : from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new EngineException(FailureCode.FILE_DAMAGED, "a key that must be a number is none");
      }
      number = 10 * number - digit;
    }
    return isNegative ? number : -number;
  }

  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == BACKSLASH) {
        return false;
      }
    }
    return true;
  }

  private static byte meant(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> TAB;
      case 'v' -> 0x0b;
      default -> escaped;
    };
  }

  private int start(int column) {
    find(column);
    return starts[column];
  }

  private int end(int column) {
    find(column + 1);
    return starts[column + 1] - 1;
  }

  /** No further than it has to: the key mostly stands in front. */
  private void find(int place) {
    while (found < place) {
      int i = starts[found];
      while (i < end && bytes[i] != TAB) {
        i++;
      }
      starts[++found] = i + 1;
    }
  }
}
