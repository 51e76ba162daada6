package dev.slipway.engine.order;

import java.util.List;

/** Variables that are wanted and not there, by name. */
public record VariablesSeen(List<String> missing) implements WorkResult {
  public VariablesSeen {
    missing = List.copyOf(missing);
  }
}
