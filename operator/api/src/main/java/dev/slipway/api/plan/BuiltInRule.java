package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the app's own tables are released. */
public enum BuiltInRule {
  /** As the preset says, table by table. */
  @JsonProperty("Preset")
  PRESET,
  @JsonProperty("Overwrite")
  OVERWRITE,
  @JsonProperty("Upsert")
  UPSERT,
  @JsonProperty("InsertIgnore")
  INSERT_IGNORE,
  @JsonProperty("SchemaOnly")
  SCHEMA_ONLY,
  @JsonProperty("Skip")
  SKIP
}
