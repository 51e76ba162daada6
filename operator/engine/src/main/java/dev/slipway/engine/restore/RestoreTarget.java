package dev.slipway.engine.restore;

import dev.slipway.engine.backup.NeededExtension;
import java.util.List;
import java.util.Map;

/**
 * What a restore has to know of the database that takes it in.
 *
 * @param serverMajor of its server
 * @param extensions that are still to be created
 * @param hasAllOwners whether everything can be given back to the role that it belonged to;
 *     otherwise all of it becomes ours
 * @param schemaOwners to whom the schemas belonged, those of them that are roles we may act for
 * @param schemasOfOthers which are there and not ours: what is in them is, they themselves are not
 */
record RestoreTarget(
    int serverMajor,
    List<NeededExtension> extensions,
    boolean hasAllOwners,
    Map<String, String> schemaOwners,
    List<String> schemasOfOthers) {
  RestoreTarget {
    extensions = List.copyOf(extensions);
    schemaOwners = Map.copyOf(schemaOwners);
    schemasOfOthers = List.copyOf(schemasOfOthers);
  }

  /** The same, as nobody else is to own anything. */
  RestoreTarget asOurs() {
    return new RestoreTarget(serverMajor, extensions, false, schemaOwners, schemasOfOthers);
  }

  /** The role that a schema is made for; empty where that is ours. */
  String ownerOf(String schema) {
    return hasAllOwners ? schemaOwners.getOrDefault(schema, "") : "";
  }

  /** Whether an entry says something of a schema that is not ours. */
  boolean isOfOthers(DumpEntry entry) {
    return schemasOfOthers.stream()
        .anyMatch(it -> (entry.rest() + " ").startsWith("- SCHEMA " + it + " "));
  }
}
