package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Manifest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives rows that are to go the keys that they have in the target. Where it is not certain which
 * row of the target is meant, none is.
 */
final class LeavingKeys {
  private final TargetSession session;
  private final Manifest manifest;
  private final Catalog source;
  private final Catalog target;
  private final Map<String, RewrittenLeaving> known = new HashMap<>();

  /**
   * @param source the structure as it is to be
   * @param target the structure as it is
   */
  LeavingKeys(TargetSession session, Manifest manifest, Catalog source, Catalog target) {
    this.session = session;
    this.manifest = manifest;
    this.source = source;
    this.target = target;
  }

  /** Whether rows of the table are to go whose keys are others in the target. */
  boolean concern(StagedTable staged) {
    var table = staged.table();
    return table.entry().removed() != null
        && !table.keyColumns().isEmpty()
        && target.table(table.name()).isPresent()
        && (!drawnKey(table.name()).isEmpty() || !references(table).isEmpty());
  }

  /**
   * Notes which rows that come nobody can tell, since what they name is missing: what hangs on them
   * is not told either. Once for a table, after those that tell its rows apart.
   */
  void distrust(RewrittenRows rows, Map<String, RewrittenRows> rewritten) throws SQLException {
    if (manifest.tables().stream().anyMatch(it -> it.removed() != null)) {
      for (var reference : references(rows.table())) {
        session.run(reference(0, rows.staged(), reference, rewritten).distrust(rows));
      }
    }
  }

  /**
   * Once for a table, after those that tell its rows apart.
   *
   * @param rewritten the rows that come, table by table, with the keys that they have in the target
   */
  void resolve(StagedTable staged, Map<String, RewrittenRows> rewritten) throws SQLException {
    var name = staged.table().name();
    if (known.containsKey(name) || !concern(staged)) {
      return;
    }
    var own = rewritten.get(name);
    var leaving = new RewrittenLeaving(staged, own == null ? Set.of() : own.drawnKey());
    var references = new ArrayList<LeavingReference>();
    for (var reference : references(staged.table())) {
      references.add(
          reference(references.size(), staged, reference, rewritten)
              .carriedBy(staged.entry().removedColumns()));
    }
    session.run("DROP TABLE IF EXISTS " + leaving.name());
    session.run(leaving.create(references));
    session.run(leaving.leaveOut(own == null ? staged.stage().name() : own.name()));
    session.run(leaving.takeKeys());
    session.run("ANALYZE " + leaving.name());
    known.put(name, leaving);
  }

  /** The same rows, beside those that go as they are called in the target. */
  ComingRows inTheirPlace(ComingRows rows) {
    var leaving = known.get(rows.table().name());
    return leaving == null ? rows : rows.leavingIn(leaving.name());
  }

  /** Those that tell rows of the table apart by keys that another table draws. */
  private List<KeyReference> references(TargetTable table) {
    return KeyReference.of(table.entry(), source).stream()
        .filter(it -> !it.holding(table.keyColumns(), drawnKey(it.toTable())).isEmpty())
        .toList();
  }

  /** As the file says: what the target has may be less. */
  private Set<String> drawnKey(String table) {
    return manifest
        .table(table)
        .filter(it -> it.rule().takesRows() && !it.keyColumns().isEmpty())
        .flatMap(it -> source.table(table).map(of -> primaryKeyBut(it.keyColumns(), of)))
        .orElse(Set.of());
  }

  private static Set<String> primaryKeyBut(List<String> told, Table table) {
    var drawn = new HashSet<>(table.keyColumns());
    told.forEach(drawn::remove);
    return drawn;
  }

  private LeavingReference reference(
      int number, StagedTable child, KeyReference reference, Map<String, RewrittenRows> rewritten) {
    var parent = reference.toTable();
    var inKey = reference.holding(child.table().keyColumns(), drawnKey(parent));
    var leaving = Optional.ofNullable(known.get(parent));
    var rows =
        Optional.ofNullable(rewritten.get(parent))
            .filter(it -> isTold(reference, it, leaving.isPresent()));
    return new LeavingReference(number, reference, inKey, rows, leaving);
  }

  /** Whether a row of the other table is told by what the reference names, in file and target. */
  private boolean isTold(KeyReference reference, RewrittenRows parent, boolean hasLeaving) {
    var entry = parent.table().entry();
    return entry.merged() != null
        && (entry.removed() == null || hasLeaving)
        && !parent.drawnKey().isEmpty()
        && Set.copyOf(reference.toColumns()).equals(Set.copyOf(parent.primaryKey()));
  }
}
