package dev.slipway.engine.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.structure.DdlStatement;
import java.util.List;
import java.util.SortedMap;

/**
 * Tells whether a target is still the one that somebody looked at: a digest of the file, of the
 * structure that it changes, and of every row that it may change or remove.
 */
final class TargetDigest {
  private TargetDigest() {}

  /** What counts of a table: all of its values but those that the app writes by itself. */
  static TableDigests.Part part(TableEntry entry, Table target) {
    var columns = target.columns().stream().map(Column::name);
    return new TableDigests.Part(
        entry.name(), columns.filter(it -> !entry.volatileColumns().contains(it)).toList());
  }

  static Digest of(Digest file, List<DdlStatement> ddl, SortedMap<String, String> tables) {
    var text = new StringBuilder();
    text.append(file).append('\n');
    ddl.forEach(it -> text.append(it.sql()).append('\n'));
    tables.forEach((name, digest) -> text.append(name).append(' ').append(digest).append('\n'));
    return Digest.of(text.toString().getBytes(UTF_8));
  }
}
