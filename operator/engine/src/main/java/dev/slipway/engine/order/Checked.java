package dev.slipway.engine.order;

import java.util.List;

/** Checks that were passed, by name. */
public record Checked(List<String> passed) implements WorkResult {
  public Checked {
    passed = List.copyOf(passed);
  }
}
