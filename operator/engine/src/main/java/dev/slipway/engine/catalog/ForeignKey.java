package dev.slipway.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference to another table, or to its own.
 *
 * @param referencedTable absent where it is in another schema
 * @param definition as pg_get_constraintdef prints it
 */
public record ForeignKey(
    String name,
    List<String> columns,
    @Nullable String referencedTable,
    String definition,
    @Nullable String comment) {
  public ForeignKey {
    columns = List.copyOf(columns);
  }
}
