package dev.slipway.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary key or a unique constraint.
 *
 * @param definition as pg_get_constraintdef prints it, such as {@code UNIQUE (code)}
 */
public record Key(String name, List<String> columns, String definition, @Nullable String comment) {
  public Key {
    columns = List.copyOf(columns);
  }
}
