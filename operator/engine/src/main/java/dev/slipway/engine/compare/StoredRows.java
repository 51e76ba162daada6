package dev.slipway.engine.compare;

import dev.slipway.engine.catalog.Table;
import java.util.HashSet;
import java.util.List;

/**
 * What a side has of the rows of a table.
 *
 * @param keys sets of columns that tell its rows apart and are never NULL, the best one first
 */
record StoredRows(Table table, List<String> columns, List<List<String>> keys) {
  StoredRows {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  boolean areToldApartBy(List<String> key) {
    return keys.stream().anyMatch(it -> new HashSet<>(it).equals(new HashSet<>(key)));
  }
}
