package dev.slipway.engine.catalog;

/** Who may give an identity column its value. */
public enum Identity {
  ALWAYS,
  BY_DEFAULT
}
