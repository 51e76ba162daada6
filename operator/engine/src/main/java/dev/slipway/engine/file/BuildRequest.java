package dev.slipway.engine.file;

import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.rules.RuleSet;

/**
 * What is to be built.
 *
 * @param schema of the app's tables
 * @param naming of those that the preset knows
 */
public record BuildRequest(String schema, RuleSet rules, Preset preset, Naming naming) {
  /** Of an app that nothing is known about beforehand. */
  public BuildRequest(String schema, RuleSet rules) {
    this(schema, rules, Preset.NONE, Naming.PLAIN);
  }
}
