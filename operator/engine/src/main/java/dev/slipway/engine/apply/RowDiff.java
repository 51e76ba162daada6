package dev.slipway.engine.apply;

/** Finds out in which rows a table is not yet what its rule wants it to be. */
sealed interface RowDiff permits KeyedDiff, KeylessDiff {
  static RowDiff of(ComingRows rows) {
    return rows.table().keyColumns().isEmpty() ? new KeylessDiff(rows) : new KeyedDiff(rows);
  }

  /**
   * A query over pairs of places: that of a row of the target, and that of the row that it becomes.
   * Without the first a row is added, without the second it is removed; a row that is right already
   * or that the rule leaves alone is in no pair.
   */
  String pairs(Reading reading);
}
