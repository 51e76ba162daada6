package dev.slipway.engine.compare;

import java.util.Comparator;
import java.util.List;

/** Orders rows by the texts of their keys. */
record KeyText(List<Integer> columns) implements Comparator<CopyRow> {
  @Override
  public int compare(CopyRow row, CopyRow other) {
    for (int column : columns) {
      int order = row.compare(column, other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  List<String> of(CopyRow row) {
    return columns.stream().map(row::text).toList();
  }
}
