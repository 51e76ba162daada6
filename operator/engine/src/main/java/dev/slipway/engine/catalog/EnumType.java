package dev.slipway.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enum.
 *
 * @param labels in the enum's own order
 */
public record EnumType(String name, List<String> labels, @Nullable String comment) {
  public EnumType {
    labels = List.copyOf(labels);
  }
}
