package dev.slipway.engine.catalog;

/** What a release does not carry yet. */
public enum UnsupportedKind {
  VIEW,
  MATERIALIZED_VIEW,
  TRIGGER,
  POLICY,
  RULE,
  /** A constraint that excludes overlapping rows. */
  EXCLUSION,
  DOMAIN,
  /** A table that inherits from one in another schema. */
  PARENT_ELSEWHERE,
  /** A table or type named like one of PostgreSQL's own, which hides it from unqualified names. */
  NAME_OF_THE_SYSTEM
}
