package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.secrets.RowInspector;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes text COPY on, and shows each of its rows to an inspector. */
final class WholeRows extends FilterOutputStream {
  /** Whoever reads the file has to hold a row in memory, too. */
  private static final int LONGEST = 16 << 20;

  private final String table;
  private final RowInspector inspector;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
  private long rows;

  WholeRows(OutputStream out, String table, RowInspector inspector) {
    super(out);
    this.table = table;
    this.inspector = inspector;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] text, int offset, int length) throws IOException {
    inspect(text, offset, length);
    out.write(text, offset, length);
  }

  /** As a rule PostgreSQL sends row by row, so nothing is begun and nothing copied. */
  private void inspect(byte[] text, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int feed = LineFeeds.first(text, start, end);
        feed < end;
        feed = LineFeeds.first(text, start, end)) {
      row(text, start, feed - start);
      start = feed + 1;
    }
    if (start < end) {
      requireShort(begun.size() + end - start);
      begun.write(text, start, end - start);
    }
  }

  private void row(byte[] text, int offset, int length) {
    rows++;
    if (begun.size() == 0) {
      requireShort(length);
      inspector.inspect(text, offset, length);
      return;
    }
    requireShort(begun.size() + length);
    begun.write(text, offset, length);
    inspector.inspect(begun.toByteArray(), 0, begun.size());
    begun.reset();
  }

  private void requireShort(int length) {
    if (length > LONGEST) {
      throw new EngineException(
          FailureCode.ROW_TOO_LARGE,
          "%s: row %s in the order of its key has more than 16 MiB; shorten it, or give the table the rule SchemaOnly or Skip"
              .formatted(table, rows + 1));
    }
  }
}
