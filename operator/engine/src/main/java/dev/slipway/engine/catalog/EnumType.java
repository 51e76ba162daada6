package dev.slipway.engine.catalog;

import java.util.List;

/**
 * An enum.
 *
 * @param labels in the enum's own order
 */
public record EnumType(String name, List<String> labels) {
  public EnumType {
    labels = List.copyOf(labels);
  }
}
