package dev.slipway.engine.compare;

import dev.slipway.engine.catalog.RowOrder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of two sides are brought side by side.
 *
 * @param columns that both have, in the order in which both are read
 * @param order in which both are read
 */
record RowPlan(List<String> columns, RowOrder order) {
  RowPlan {
    columns = List.copyOf(columns);
  }

  /**
   * @param first whose order of columns and of the key is kept: the one that cannot be asked for
   *     another
   */
  static RowPlan of(StoredRows first, StoredRows second) {
    var common = first.columns().stream().filter(second.columns()::contains).toList();
    var isKeyed =
        !first.key().isEmpty()
            && new HashSet<>(first.key()).equals(new HashSet<>(second.key()))
            && common.containsAll(first.key());
    return new RowPlan(
        common, isKeyed ? new RowOrder.Key(first.key()) : new RowOrder.WholeRow(common));
  }

  /** Absent where rows are compared as a whole. */
  @Nullable KeyText key() {
    return switch (order) {
      case RowOrder.Key(var key) -> new KeyText(key.stream().map(columns::indexOf).toList());
      case RowOrder.WholeRow _ -> null;
    };
  }

  List<String> keyColumns() {
    return switch (order) {
      case RowOrder.Key(var key) -> key;
      case RowOrder.WholeRow _ -> List.of();
    };
  }

  Comparator<CopyRow> comparator() {
    var key = key();
    return key == null ? new RowText(columns.size()) : key;
  }
}
