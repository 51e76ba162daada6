package dev.slipway.engine.catalog;

/** When a generated column is computed. */
public enum Generated {
  STORED,
  /** From version 18 on. */
  VIRTUAL
}
