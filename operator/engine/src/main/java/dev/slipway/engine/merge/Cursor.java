package dev.slipway.engine.merge;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.OrderedRows;
import dev.slipway.engine.compare.RowSource;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The rows of one input on their way into the merge. */
final class Cursor implements AutoCloseable {
  private final RowSource source;
  private final OrderedRows rows;
  private final Comparator<CopyRow> order;
  private long repeated;

  Cursor(RowSource source, Comparator<CopyRow> order, String where) throws IOException {
    this.source = source;
    this.order = order;
    this.rows = new OrderedRows(source, order, false, where);
  }

  @Nullable CopyRow current() {
    return rows.current();
  }

  /** The row with this key, if it is the next one; goes on to the one behind it. */
  @Nullable CopyRow take(CopyRow key) throws IOException {
    var row = rows.current();
    if (row == null || order.compare(row, key) != 0) {
      return null;
    }
    rows.advance();
    for (var next = rows.current();
        next != null && order.compare(next, key) == 0;
        next = rows.current()) {
      repeated++;
      rows.advance();
    }
    return row;
  }

  /** Rows that no key tells from the one before them. */
  long repeated() {
    return repeated;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
