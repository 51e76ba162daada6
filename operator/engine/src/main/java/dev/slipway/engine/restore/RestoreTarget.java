package dev.slipway.engine.restore;

import dev.slipway.engine.backup.NeededExtension;
import java.util.List;
import java.util.Map;

/**
 * What a restore has to know of the database that takes it in.
 *
 * @param serverMajor of its server
 * @param isEmpty whether there is nothing yet in the schemas that come back
 * @param extensions that are still to be created
 * @param extensionContent what becomes of the rows in tables that are extensions' own
 * @param hasAllOwners whether everything can be given back to the role that it belonged to;
 *     otherwise all of it becomes ours
 * @param owners the other roles to which something is given back
 * @param schemaOwners to whom the schemas belonged, those of them that are roles we may act for
 * @param schemasOfOthers which are there and not ours: what is in them is, they themselves are not
 */
record RestoreTarget(
    int serverMajor,
    boolean isEmpty,
    List<NeededExtension> extensions,
    ExtensionContent extensionContent,
    boolean hasAllOwners,
    List<String> owners,
    Map<String, String> schemaOwners,
    List<String> schemasOfOthers) {
  RestoreTarget {
    extensions = List.copyOf(extensions);
    owners = List.copyOf(owners);
    schemaOwners = Map.copyOf(schemaOwners);
    schemasOfOthers = List.copyOf(schemasOfOthers);
  }

  /** The same, as nobody else is to own anything. */
  RestoreTarget asOurs() {
    return new RestoreTarget(
        serverMajor,
        isEmpty,
        extensions,
        extensionContent,
        false,
        List.of(),
        Map.of(),
        schemasOfOthers);
  }

  /** The role that a schema is made for; empty where that is ours. */
  String ownerOf(String schema) {
    return schemaOwners.getOrDefault(schema, "");
  }

  /** Whether we may say what becomes of a schema. */
  boolean isOurs(String schema) {
    return !schemasOfOthers.contains(schema);
  }
}
