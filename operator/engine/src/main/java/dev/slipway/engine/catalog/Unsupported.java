package dev.slipway.engine.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in the schema that a release does not carry yet: only that it is there.
 *
 * @param table what it hangs on; absent where it hangs on no table of the schema
 */
public record Unsupported(UnsupportedKind kind, String name, @Nullable String table) {
  boolean hangsOnAnyOf(Set<String> tables) {
    return table != null && tables.contains(table);
  }
}
