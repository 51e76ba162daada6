package dev.slipway.engine.structure;

/** When a statement has its turn. Each phase stands on those before it. */
enum Phase {
  DROP_VIEWS,
  DROP_REFERENCES,
  DROP_PARTS,
  DROP_TABLES,
  RENAME_TYPES,
  NEW_TYPES,
  NEW_SEQUENCES,
  LOOSEN_COLUMNS,
  ALTER_COLUMNS,
  DROP_TYPES,
  NEW_COLUMNS,
  NEW_TABLES,
  SETTLE_COLUMNS,
  SEQUENCES,
  DROP_LEFTOVERS,
  /** From here on the rows are there. */
  TIGHTEN_COLUMNS,
  IDENTITIES,
  KEYS,
  CHECKS,
  INDEXES,
  REFERENCES,
  COMMENTS,
  NEW_VIEWS;

  boolean isAfterRows() {
    return compareTo(TIGHTEN_COLUMNS) >= 0;
  }
}
