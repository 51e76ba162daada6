package dev.slipway.engine.preset;

import dev.slipway.engine.catalog.Catalog;
import java.util.List;
import java.util.Map;

/**
 * What is known of an app, as a data file tells it.
 *
 * @param variables regular expressions of how content refers to a variable; group 1 is its name
 */
public record Preset(String name, List<String> variables) {
  public static final Preset NONE = new Preset("", List.of());

  public Preset {
    variables = List.copyOf(variables);
  }

  BuiltInTables builtIns(Naming naming, Catalog catalog) {
    return new BuiltInTables(Map.of(), List.of(), Map.of());
  }
}
