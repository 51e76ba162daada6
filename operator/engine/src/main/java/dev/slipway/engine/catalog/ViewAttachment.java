package dev.slipway.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger or a rule on a view.
 *
 * @param definition the statement that makes it
 * @param reads tables and views of the schema that it reads or writes
 */
public record ViewAttachment(
    UnsupportedKind kind,
    String name,
    String definition,
    List<String> reads,
    @Nullable String comment) {
  public ViewAttachment {
    reads = List.copyOf(reads);
  }
}
