package dev.slipway.engine.catalog;

/** What a release does not carry yet. */
public enum UnsupportedKind {
  MATERIALIZED_VIEW,
  TRIGGER,
  POLICY,
  /** Row security is enabled, whatever the policies are. */
  ROW_SECURITY,
  /** Row security binds the owner too. */
  FORCED_ROW_SECURITY,
  RULE,
  /** A constraint that excludes overlapping rows. */
  EXCLUSION,
  DOMAIN,
  /** The type of a column that is made of columns itself. */
  COMPOSITE_TYPE,
  /** Extended statistics. */
  STATISTICS,
  /** A function with a body in SQL proper, which holds on to what it reads. */
  SQL_FUNCTION,
  /** Other than the default, or an extension's. */
  ACCESS_METHOD,
  TABLESPACE,
  /** A publication that the table is part of, by its name or with all others. */
  PUBLICATION,
  /** How a publication tells the rows apart, where it is not by the primary key. */
  REPLICA_IDENTITY,
  /** A table that inherits from one in another schema. */
  PARENT_ELSEWHERE,
  /** A table or type named like one of PostgreSQL's own, which hides it from unqualified names. */
  NAME_OF_THE_SYSTEM;

  /** Whether it belongs to the app and not to the place where its database runs. */
  public boolean travels() {
    return switch (this) {
      case TABLESPACE, PUBLICATION, REPLICA_IDENTITY -> false;
      case MATERIALIZED_VIEW,
          TRIGGER,
          POLICY,
          ROW_SECURITY,
          FORCED_ROW_SECURITY,
          RULE,
          EXCLUSION,
          DOMAIN,
          COMPOSITE_TYPE,
          STATISTICS,
          SQL_FUNCTION,
          ACCESS_METHOD,
          PARENT_ELSEWHERE,
          NAME_OF_THE_SYSTEM ->
          true;
    };
  }
}
