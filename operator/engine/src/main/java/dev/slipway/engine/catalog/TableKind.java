package dev.slipway.engine.catalog;

/** What kind of table it is. Only the first two can be released. */
public enum TableKind {
  ORDINARY,
  UNLOGGED,
  PARTITIONED,
  PARTITION,
  FOREIGN;

  /** Whether its rows are its own. */
  public boolean holdsRows() {
    return this == ORDINARY || this == UNLOGGED;
  }
}
