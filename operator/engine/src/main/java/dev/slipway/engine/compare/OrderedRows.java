package dev.slipway.engine.compare;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one side on their way into a merge, which is right only while they are in order: a file
 * may lie about that, and a server may sort in a way that nobody has thought of.
 */
public final class OrderedRows {
  private final RowSource source;
  private final Comparator<CopyRow> order;
  private final boolean distinct;
  private final String where;
  private @Nullable CopyRow current;

  /**
   * @param distinct whether no two rows may be equal in that order
   * @param where they come from, for messages
   */
  public OrderedRows(RowSource source, Comparator<CopyRow> order, boolean distinct, String where)
      throws IOException {
    this.source = source;
    this.order = order;
    this.distinct = distinct;
    this.where = where;
    this.current = source.next();
  }

  /** Absent once there are no more. */
  public @Nullable CopyRow current() {
    return current;
  }

  public void advance() throws IOException {
    var previous = current;
    current = source.next();
    if (previous != null && current != null) {
      int step = order.compare(previous, current);
      if (step > 0 || (distinct && step == 0)) {
        throw new EngineException(
            FailureCode.FILE_DAMAGED, where + ": the rows are not in the order of their keys");
      }
    }
  }
}
