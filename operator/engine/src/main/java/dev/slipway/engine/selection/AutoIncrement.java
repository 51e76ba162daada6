package dev.slipway.engine.selection;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;

/** Which columns a sequence fills. The type says nothing about that: both kinds are bigint. */
final class AutoIncrement {
  private AutoIncrement() {}

  static boolean fills(Table table, String column, Catalog catalog) {
    return isDrawn(table, column)
        || catalog.sequences().stream()
            .map(it -> it.owner())
            .anyMatch(
                it -> it != null && it.table().equals(table.name()) && it.column().equals(column));
  }

  private static boolean isDrawn(Table table, String column) {
    return table.columns().stream()
        .filter(it -> it.name().equals(column))
        .anyMatch(it -> it.identity() != null || drawsFromSequence(it));
  }

  private static boolean drawsFromSequence(Column column) {
    var value = column.defaultExpression();
    return column.generated() == null && value != null && value.contains("nextval(");
  }
}
