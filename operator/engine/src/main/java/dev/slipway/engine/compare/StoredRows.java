package dev.slipway.engine.compare;

import java.util.List;

/**
 * What a side has of the rows of a table.
 *
 * @param key the columns of the primary key; none where there is no key
 */
record StoredRows(List<String> columns, List<String> key) {
  StoredRows {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }
}
