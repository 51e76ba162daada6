package dev.slipway.engine.restore;

import dev.slipway.engine.backup.NeededExtension;
import java.util.List;

/**
 * What a restore has to know of the database that takes it in.
 *
 * @param serverMajor of its server
 * @param extensions that are still to be created
 * @param hasAllOwners whether everything can be given back to the role that it belonged to;
 *     otherwise all of it becomes ours
 * @param schemasOfOthers which are there and not ours: what is in them is, they themselves are not
 */
record RestoreTarget(
    int serverMajor,
    List<NeededExtension> extensions,
    boolean hasAllOwners,
    List<String> schemasOfOthers) {
  RestoreTarget {
    extensions = List.copyOf(extensions);
    schemasOfOthers = List.copyOf(schemasOfOthers);
  }

  /** Whether an entry says something of a schema that is not ours. */
  boolean isOfOthers(DumpEntry entry) {
    return schemasOfOthers.stream()
        .anyMatch(it -> (entry.rest() + " ").startsWith("- SCHEMA " + it + " "));
  }
}
