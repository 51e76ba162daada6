package dev.slipway.engine.compare;

import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.SortKey;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of two sides are brought side by side.
 *
 * @param columns that both have, in the order in which both are read
 * @param order in which both are read
 */
public record RowPlan(List<String> columns, RowOrder order) {
  public RowPlan {
    columns = List.copyOf(columns);
  }

  /**
   * @param first whose order of columns and of the key is kept: the one that cannot be asked for
   *     another
   */
  static RowPlan of(StoredRows first, StoredRows second) {
    var common = first.columns().stream().filter(second.columns()::contains).toList();
    var key =
        first.keys().stream()
            .filter(it -> common.containsAll(it) && second.areToldApartBy(it))
            .findFirst()
            .orElse(List.of());
    return new RowPlan(common, RowOrder.ofBoth(first.table(), second.table(), key, common));
  }

  /** Absent where rows are compared as a whole. */
  public @Nullable RowKey key() {
    return switch (order) {
      case RowOrder.Key(var key) ->
          new RowKey(
              key.stream()
                  .map(it -> new RowKey.Part(columns.indexOf(it.column()), it.isNumber()))
                  .toList());
      case RowOrder.WholeRow _ -> null;
    };
  }

  List<String> keyColumns() {
    return switch (order) {
      case RowOrder.Key(var key) -> key.stream().map(SortKey::column).toList();
      case RowOrder.WholeRow _ -> List.of();
    };
  }

  public Comparator<CopyRow> comparator() {
    var key = key();
    return key == null ? new RowText(columns.size()) : key;
  }
}
