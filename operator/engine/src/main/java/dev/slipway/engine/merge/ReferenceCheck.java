package dev.slipway.engine.merge;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.RowKey;
import dev.slipway.engine.compare.RowSource;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows whose parent is gone by the merge: some input has it, and the joined file does not.
 * What hangs in the air in every input is the app's own affair.
 */
record ReferenceCheck(Inputs inputs, ReadBack rows, Conflicts conflicts) {
  /** So many are looked for in the inputs; more would be told as these are. */
  private static final int MOST = 1000;

  void check(List<Parentage> parentages) throws IOException {
    for (var parentage : parentages) {
      var child = rows.table(parentage.table());
      var parent = rows.table(parentage.parent());
      if (child.isPresent()
          && parent.isPresent()
          && child.get().columns().containsAll(parentage.columns())
          && parent.get().columns().containsAll(parentage.parentColumns())) {
        check(parentage, child.get(), parent.get());
      }
    }
  }

  private void check(Parentage parentage, TableEntry child, TableEntry parent) throws IOException {
    var columns = new ArrayList<>(parentage.columns());
    child.keyColumns().stream().filter(it -> !columns.contains(it)).forEach(columns::add);
    List<CopyRow> orphans;
    try (var children = rows.joined(child, columns, parentage.columns().size());
        var parents =
            rows.joined(parent, parentage.parentColumns(), parentage.parentColumns().size())) {
      orphans = withoutParent(children, parents, parentage.columns().size());
    }
    if (orphans.isEmpty()) {
      return;
    }
    for (var input : Stream.concat(Stream.of(inputs.base()), inputs.sources().stream()).toList()) {
      var entry = known(input, parentage);
      if (entry.isPresent()) {
        try (var parents = rows.of(input, entry.get(), parentage.parentColumns())) {
          orphans = refused(parentage, child, columns, input, orphans, parents);
        }
      }
    }
  }

  private static Optional<TableEntry> known(Input input, Parentage parentage) {
    return input
        .entry(parentage.parent())
        .filter(it -> it.rows() != null && it.columns().containsAll(parentage.parentColumns()));
  }

  private static List<CopyRow> withoutParent(RowSource children, RowSource parents, int size)
      throws IOException {
    var order = ReadBack.order(size);
    var orphans = new ArrayList<CopyRow>();
    var parent = parents.next();
    for (var child = children.next(); child != null; child = children.next()) {
      parent = reached(parents, parent, child, order);
      if (hasAll(child, size)
          && orphans.size() < MOST
          && (parent == null || order.compare(parent, child) != 0)) {
        orphans.add(child);
      }
    }
    return orphans;
  }

  /** Tells those that the input has a parent of, and leaves the others. */
  private List<CopyRow> refused(
      Parentage parentage,
      TableEntry child,
      List<String> columns,
      Input input,
      List<CopyRow> orphans,
      RowSource parents)
      throws IOException {
    var order = ReadBack.order(parentage.columns().size());
    var left = new ArrayList<CopyRow>();
    var parent = parents.next();
    for (var orphan : orphans) {
      parent = reached(parents, parent, orphan, order);
      if (parent != null && order.compare(parent, orphan) == 0) {
        refuse(parentage, child, columns, input, orphan);
      } else {
        left.add(orphan);
      }
    }
    return left;
  }

  private static @Nullable CopyRow reached(
      RowSource parents, @Nullable CopyRow from, CopyRow child, RowKey order) throws IOException {
    var parent = from;
    while (parent != null && order.compare(parent, child) < 0) {
      parent = parents.next();
    }
    return parent;
  }

  private void refuse(
      Parentage parentage, TableEntry child, List<String> columns, Input input, CopyRow row) {
    conflicts.refuse(
        "merge-reference",
        child.name()
            + " "
            + child.keyColumns().stream().map(it -> row.text(columns.indexOf(it))).toList(),
        "names by %s a row of %s that %s has, and that the others have removed or made anew"
            .formatted(String.join(", ", parentage.columns()), parentage.parent(), input.name()),
        "bring back that row, or take away this one, in its source, and build that again");
  }

  private static boolean hasAll(CopyRow row, int columns) {
    for (int i = 0; i < columns; i++) {
      if (row.value(i) == null) {
        return false;
      }
    }
    return true;
  }
}
