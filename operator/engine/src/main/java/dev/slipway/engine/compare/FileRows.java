package dev.slipway.engine.compare;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows out of a file that nobody has vouched for. */
public final class FileRows implements RowSource {
  /** No build writes a longer one; a row of an enemy has no end. */
  private static final int LONGEST_ROW = 16 << 20;

  private static final int CHUNK = 1 << 16;

  private final InputStream text;
  private final String where;
  private final int columns;
  private final int longest;
  private byte[] buffer = new byte[CHUNK];
  private int from;
  private int to;

  public FileRows(InputStream text, String where, int columns) {
    this(text, where, columns, LONGEST_ROW);
  }

  /**
   * Of one file among several whose rows are held side by side.
   *
   * @param longest in bytes; what is longer is as it should be, and does not fit
   */
  public FileRows(InputStream text, String where, int columns, int longest) {
    this.text = text;
    this.where = where;
    this.columns = columns;
    this.longest = Math.min(longest, LONGEST_ROW);
  }

  @Override
  public @Nullable CopyRow next() throws IOException {
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          return row(i);
        }
      }
      searched = to - from;
      if (!fill()) {
        return ended();
      }
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private CopyRow row(int lineFeed) {
    if (lineFeed - from > longest) {
      throw tooLong();
    }
    var row = new CopyRow(Arrays.copyOfRange(buffer, from, lineFeed), lineFeed - from, columns);
    from = lineFeed + 1;
    if (!row.isComplete()) {
      throw damaged("a row does not have " + columns + " values");
    }
    return row;
  }

  private @Nullable CopyRow ended() {
    if (from < to) {
      throw damaged("the last row is cut off");
    }
    return null;
  }

  /** Makes room behind what is left, and reads more; what is left begins at 0 afterwards. */
  private boolean fill() throws IOException {
    int left = to - from;
    if (left > longest) {
      throw tooLong();
    }
    var target =
        left == buffer.length ? new byte[Math.min(2 * buffer.length, longest + CHUNK)] : buffer;
    System.arraycopy(buffer, from, target, 0, left);
    buffer = target;
    from = 0;
    to = left;
    int read = text.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }

  private EngineException tooLong() {
    return longest == LONGEST_ROW
        ? damaged("a row is longer than " + LONGEST_ROW + " bytes")
        : new EngineException(
            FailureCode.ROW_TOO_LARGE,
            where
                + ": a row has more than "
                + longest
                + " bytes, which is what there is room for when so many files are joined; shorten"
                + " it, join fewer sources at once, or give the table the rule SchemaOnly or Skip");
  }

  private EngineException damaged(String finding) {
    return new EngineException(
        FailureCode.FILE_DAMAGED, "migration file, " + where + ": " + finding);
  }
}
