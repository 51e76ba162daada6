package dev.slipway.engine.compare;

import java.util.List;

/**
 * A row with the same key and other values.
 *
 * @param columns whose values differ
 */
public record ChangedRow(List<String> key, List<String> columns) {
  public ChangedRow {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }
}
