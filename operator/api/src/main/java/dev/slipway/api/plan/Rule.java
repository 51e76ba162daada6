package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a table is taken from one environment to the next. */
public enum Rule {
  /** Empty it, then insert. */
  @JsonProperty("Overwrite")
  OVERWRITE,
  /** Insert and update by key; rows of the target stay. */
  @JsonProperty("Upsert")
  UPSERT,
  /** Insert what is missing; touch nothing else. */
  @JsonProperty("InsertIgnore")
  INSERT_IGNORE,
  /** Structure, no rows. */
  @JsonProperty("SchemaOnly")
  SCHEMA_ONLY,
  /** Neither structure nor rows. */
  @JsonProperty("Skip")
  SKIP
}
