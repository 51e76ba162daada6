package dev.slipway.engine.apply;

import java.util.List;

/**
 * The keys of the first rows of a table that a migration adds, changes or removes, in their order:
 * five of each at most, each the text of the key's columns and no more than 200 letters of it.
 */
public record TableKeys(
    String table, List<String> added, List<String> changed, List<String> removed) {
  /** How many are told of each. */
  static final int FIRST = 5;

  /** How much is told of each. */
  static final int LONGEST = 200;

  public TableKeys {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }
}
