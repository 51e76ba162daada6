package dev.slipway.engine.selection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who gave a table its rule. */
public enum RuleOrigin {
  /** A rule of the plan that names the table. */
  @JsonProperty("Table")
  TABLE("by name"),
  /** The preset, for one of the app's own tables. */
  @JsonProperty("Preset")
  PRESET("preset"),
  /** The plan's builtIn, for one that the preset overwrites. */
  @JsonProperty("BuiltIn")
  BUILT_IN("builtIn"),
  /** The table that it belongs to, such as a tree and its paths. */
  @JsonProperty("Owner")
  OWNER("its owner"),
  /** The plan's userDefined. */
  @JsonProperty("UserDefined")
  USER_DEFINED("userDefined");

  private final String word;

  RuleOrigin(String word) {
    this.word = word;
  }

  /** As lists for people say it. */
  public String word() {
    return word;
  }
}
