package dev.slipway.engine.rules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a table is taken from one environment to the next. */
public enum Rule {
  /** Empty it, then insert. */
  @JsonProperty("Overwrite")
  OVERWRITE("Overwrite"),
  /** Insert and update by key; rows of the target stay. */
  @JsonProperty("Upsert")
  UPSERT("Upsert"),
  /** Insert what is missing; touch nothing else. */
  @JsonProperty("InsertIgnore")
  INSERT_IGNORE("InsertIgnore"),
  /** Structure, no rows. */
  @JsonProperty("SchemaOnly")
  SCHEMA_ONLY("SchemaOnly"),
  /** Neither structure nor rows. */
  @JsonProperty("Skip")
  SKIP("Skip");

  private final String word;

  Rule(String word) {
    this.word = word;
  }

  /** As plans and files write it. */
  public String word() {
    return word;
  }

  public boolean takesRows() {
    return switch (this) {
      case OVERWRITE, UPSERT, INSERT_IGNORE -> true;
      case SCHEMA_ONLY, SKIP -> false;
    };
  }
}
