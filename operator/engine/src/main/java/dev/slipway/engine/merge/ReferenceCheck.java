package dev.slipway.engine.merge;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.RowSource;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds rows whose parent is gone by the merge: some input has it, and the joined file does not.
 * What hangs in the air in every input is the app's own affair.
 */
record ReferenceCheck(Inputs inputs, ReadBack rows, Conflicts conflicts) {
  /** More of one kind would say no more. */
  private static final int TOLD = 1000;

  void check(List<Parentage> parentages) throws IOException {
    for (var parentage : parentages) {
      var child = rows.table(parentage.table());
      var parent = rows.table(parentage.parent());
      if (child.isPresent()
          && parent.isPresent()
          && child.get().columns().containsAll(parentage.columns())
          && parent.get().columns().containsAll(parentage.parentColumns())) {
        var link = new Link(parentage, child.get(), parent.get());
        if (!link.isAsInBase(inputs) && hasOrphans(link)) {
          refuse(link);
        }
      }
    }
  }

  /** Tables of the joined file, one of which leads to the other. */
  private record Link(Parentage parentage, TableEntry child, TableEntry parent) {
    /** What hangs in the air there hung in the air before. */
    boolean isAsInBase(Inputs inputs) {
      return inputs.areAsInBase(child) && inputs.areAsInBase(parent);
    }

    int size() {
      return parentage.columns().size();
    }

    /** What leads to the parent, and behind it what tells the child apart. */
    List<String> columns() {
      var columns = new ArrayList<>(parentage.columns());
      child.keyColumns().stream().filter(it -> !columns.contains(it)).forEach(columns::add);
      return columns;
    }
  }

  private boolean hasOrphans(Link link) throws IOException {
    try (var children = rows.joined(link.child(), link.parentage().columns(), link.size());
        var parents = joinedParents(link)) {
      for (var child = children.next(); child != null; child = children.next()) {
        if (hasAll(child, link.size()) && !parents.have(child)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Only where there are orphans the inputs are asked, however many there are. */
  private void refuse(Link link) throws IOException {
    var known = new ArrayList<Input>();
    var open = new ArrayList<Parents>();
    try (var children = rows.joined(link.child(), link.columns(), link.size());
        var parents = joinedParents(link)) {
      for (var input : inputs.all()) {
        var entry = parents(input, link.parentage());
        if (entry.isPresent()) {
          known.add(input);
          open.add(parents(rows.of(input, entry.get(), link.parentage().parentColumns()), link));
        }
      }
      int told = 0;
      for (var child = children.next(); child != null && told < TOLD; child = children.next()) {
        if (hasAll(child, link.size()) && !parents.have(child)) {
          var having = having(open, child);
          if (having >= 0) {
            refuse(link, known.get(having), child);
            told++;
          }
        }
      }
    } finally {
      for (var it : open) {
        it.close();
      }
    }
  }

  /** The place of the first input that has the parent; negative where none has. */
  private static int having(List<Parents> inputs, CopyRow child) throws IOException {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).have(child)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<TableEntry> parents(Input input, Parentage parentage) {
    return input
        .entry(parentage.parent())
        .filter(it -> it.rows() != null && it.columns().containsAll(parentage.parentColumns()));
  }

  private Parents joinedParents(Link link) throws IOException {
    return parents(rows.joined(link.parent(), link.parentage().parentColumns(), link.size()), link);
  }

  private static Parents parents(RowSource rows, Link link) throws IOException {
    return new Parents(rows, ReadBack.order(link.size()));
  }

  private void refuse(Link link, Input input, CopyRow row) {
    var columns = link.columns();
    conflicts.refuse(
        "merge-reference",
        link.child().name()
            + " "
            + link.child().keyColumns().stream().map(it -> row.text(columns.indexOf(it))).toList(),
        "names by %s a row of %s that %s has, and that the others have removed or made anew"
            .formatted(
                String.join(", ", link.parentage().columns()),
                link.parentage().parent(),
                input.name()),
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
