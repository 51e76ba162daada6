package dev.slipway.engine.restore;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.ExtensionRows;
import dev.slipway.engine.backup.ExtensionTables;
import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the rows that a backup holds of extensions' own tables. These belong to whoever
 * created the extension: most often we may not write to them, and their rows are the same anyway.
 *
 * @param clearing statements that make room for what comes back
 * @param left whose rows stay as they are in the target
 * @param different those among them that the backup has other rows of
 */
record ExtensionContent(
    List<String> clearing, List<ExtensionRows> left, List<ExtensionRows> different) {
  static final String KIND = "extension-rows";

  ExtensionContent {
    clearing = List.copyOf(clearing);
    left = List.copyOf(left);
    different = List.copyOf(different);
  }

  static ExtensionContent of(Connection session, BackedUpDatabase backup) throws SQLException {
    var there = new ExtensionTables(session, backup.schemas()).read();
    var clearing = new ArrayList<String>();
    var left = new ArrayList<ExtensionRows>();
    var different = new ArrayList<ExtensionRows>();
    for (var saved : backup.extensionRows()) {
      var table = there.stream().filter(it -> isSame(it.content(), saved)).findFirst();
      if (isEqual(saved, table)) {
        left.add(saved);
      } else if (table.filter(ExtensionTables.Table::isWritable).isPresent()) {
        clearing.add(clear(saved, table.orElseThrow().condition()));
      } else {
        left.add(saved);
        different.add(saved);
      }
    }
    return new ExtensionContent(clearing, left, different);
  }

  /** Whether an entry of the dump would touch what stays. */
  boolean leaves(DumpEntry entry) {
    return left.stream().anyMatch(it -> entry.isOfMember(it.schema(), it.table()));
  }

  List<Finding> findings() {
    return different.stream()
        .map(
            it ->
                Finding.acceptableRefusal(
                    KIND,
                    it.name(),
                    "the backup holds %s rows of this table of the extension %s, the target has others, and our role may not replace them"
                        .formatted(it.rows(), it.extension()),
                    "GRANT INSERT, DELETE ON %s to our role, or accept that they stay as they are"
                        .formatted(it.name())))
        .toList();
  }

  private static boolean isSame(ExtensionRows one, ExtensionRows other) {
    return one.schema().equals(other.schema()) && one.table().equals(other.table());
  }

  /** An extension that is still to be created has no rows but its own. */
  private static boolean isEqual(ExtensionRows saved, Optional<ExtensionTables.Table> there) {
    return there
        .map(it -> it.content().digest().equals(saved.digest()))
        .orElseGet(() -> saved.rows() == 0);
  }

  private static String clear(ExtensionRows table, String condition) {
    return "DELETE FROM ONLY %s.%s %s;\n"
        .formatted(quoted(table.schema()), quoted(table.table()), condition);
  }
}
