package dev.slipway.engine.merge;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.RowKey;
import dev.slipway.engine.compare.RowSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows that others refer to, on a walk beside those, in the same order. */
final class Parents implements AutoCloseable {
  private final RowSource rows;
  private final RowKey order;
  private @Nullable CopyRow current;

  Parents(RowSource rows, RowKey order) throws IOException {
    this.rows = rows;
    this.order = order;
    this.current = rows.next();
  }

  /** Asked for children in their order. */
  boolean have(CopyRow child) throws IOException {
    while (current != null && order.compare(current, child) < 0) {
      current = rows.next();
    }
    return current != null && order.compare(current, child) == 0;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
