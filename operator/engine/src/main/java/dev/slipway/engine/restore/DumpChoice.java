package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What of a dump is brought back.
 *
 * @param withOwners whether everything goes back to the role that it belonged to, or becomes ours
 */
record DumpChoice(List<DumpEntry> entries, boolean withOwners, boolean withGrants) {
  DumpChoice {
    entries = List.copyOf(entries);
  }

  /**
   * All of it, but for what extensions keep themselves, and for the schemas. These are made by us,
   * where they are not there.
   */
  static DumpChoice all(DumpContents contents, RestoreTarget target, boolean withGrants) {
    var entries =
        contents.entries().stream()
            .filter(it -> !it.makesSchema() && !it.describesSchema())
            .filter(it -> !target.extensionContent().leaves(it))
            .toList();
    return new DumpChoice(entries, target.hasAllOwners(), withGrants);
  }

  /** What is said of these schemas: comments, and who may use them. */
  static DumpChoice ofSchemas(DumpContents contents, List<String> schemas) {
    var entries =
        contents.entries().stream()
            .filter(it -> schemas.stream().anyMatch(it::describesSchema))
            .toList();
    return new DumpChoice(entries, true, true);
  }

  /** As a file that pg_restore reads its list from; to be deleted by the caller. */
  Path written() {
    try {
      var file = Files.createTempFile("slipway-", ".list");
      return Files.write(file, entries.stream().map(DumpEntry::line).toList());
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.STORAGE_UNREADABLE, "writing the list of what is restored", e);
    }
  }
}
