package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.JoinedFileBuilder;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the rows of tables, one after the other, and writes what comes of them. */
final class TableJoin {
  private final Inputs inputs;
  private final Catalog structure;
  private final JoinedApp app;
  private final Conflicts conflicts;
  private final JoinedFileBuilder builder;
  private final JoinRows rows;
  private final Together together;
  private final List<MergeReport.MergedTable> tables = new ArrayList<>();

  TableJoin(
      Inputs inputs,
      Catalog structure,
      JoinedApp app,
      Conflicts conflicts,
      JoinedFileBuilder builder,
      JoinRows rows,
      Together together) {
    this.inputs = inputs;
    this.structure = structure;
    this.app = app;
    this.conflicts = conflicts;
    this.builder = builder;
    this.rows = rows;
    this.together = together;
  }

  List<MergeReport.MergedTable> tables() {
    return tables;
  }

  /**
   * @param place of the table among all of the joined file
   */
  TableEntry join(TablePlan plan, int place) throws IOException {
    if (!plan.rule().takesRows()) {
      return plan.entry(structure, null, null);
    }
    return plan.isWhole() ? whole(plan, place) : byKey(plan, place, rows.sources(plan));
  }

  private TableEntry byKey(TablePlan plan, int place, List<Input> sources) throws IOException {
    var base = rows.usableBase(plan);
    var columns =
        JoinedColumns.of(
            plan, app, base, sources.stream().map(it -> entry(it, plan.name())).toList());
    var rowPlan = plan.rows();
    var join =
        new RowJoin(
            plan,
            columns,
            Objects.requireNonNull(rowPlan.key()),
            sources.stream().map(Input::name).toList(),
            app.lastChanged(plan),
            app.changedBy(plan),
            conflicts);
    RowsEntry removed;
    RowsEntry joined;
    try (var rowsOut = builder.rows(place, plan.name());
        var removedOut = builder.removed(place, plan.name())) {
      walk(plan, base, sources, join, rowsOut.out(), removedOut.out());
      joined = rowsOut.finish();
      removed = removedOut.finish();
    }
    tables.add(
        new MergeReport.MergedTable(
            plan.name(),
            plan.rule(),
            plan.key(),
            joined.count(),
            plan.carriesRemovals() ? removed.count() : 0,
            join.brought()));
    return plan.entry(structure, joined, removed.count() == 0 ? null : removed);
  }

  private void walk(
      TablePlan plan,
      Optional<TableEntry> base,
      List<Input> sources,
      RowJoin join,
      OutputStream joined,
      OutputStream removed)
      throws IOException {
    var open = new ArrayList<Cursor>();
    try {
      for (var source : sources) {
        open.add(rows.cursor(source, plan));
      }
      var cursors = List.copyOf(open);
      @Nullable Cursor before = null;
      if (base.isPresent()) {
        before = rows.cursor(inputs.base(), plan);
        open.add(before);
      }
      join.join(before, cursors, joined, removed);
      for (int i = 0; i < open.size(); i++) {
        refuseRepeated(plan, i < sources.size() ? sources.get(i) : inputs.base(), open.get(i));
      }
    } finally {
      for (var cursor : open) {
        cursor.close();
      }
    }
  }

  private void refuseRepeated(TablePlan plan, Input input, Cursor cursor) {
    if (cursor.repeated() > 0) {
      conflicts.refuse(
          "match-not-unique",
          plan.name(),
          "%s rows of %s have the same %s as another one"
              .formatted(cursor.repeated(), input.name(), plan.key()),
          "leave one of each there");
    }
  }

  /** Without a key a table comes from the one source that changed it. */
  private TableEntry whole(TablePlan plan, int place) throws IOException {
    var chosen = together.chosen(plan.name(), inputs, conflicts);
    if (chosen.rows(plan.name()).isEmpty()) {
      return refusedWithoutRows(plan, chosen);
    }
    RowsEntry joined;
    try (var out = builder.rows(place, plan.name());
        var cursor = rows.rows(chosen, plan)) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        row.writeTo(out.out());
      }
      joined = out.finish();
    }
    refuseMissingColumns(plan, chosen);
    tables.add(
        new MergeReport.MergedTable(
            plan.name(), plan.rule(), List.of(), joined.count(), 0, List.of()));
    return plan.entry(structure, joined, null);
  }

  /** Resolve may take a source that does not know each table of a group. */
  private TableEntry refusedWithoutRows(TablePlan plan, Input chosen) {
    conflicts.refuse(
        "merge-structure",
        plan.name(),
        "goes with others as a whole from %s, which has no rows of it".formatted(chosen.name()),
        "take another source");
    return plan.entry(structure, null, null);
  }

  private void refuseMissingColumns(TablePlan plan, Input chosen) {
    var missing = new ArrayList<>(plan.columns());
    missing.removeAll(entry(chosen, plan.name()).columns());
    if (!missing.isEmpty()) {
      conflicts.refuse(
          "merge-value-unknown",
          plan.name(),
          "goes as a whole from %s, which has no values of %s".formatted(chosen.name(), missing),
          "let the same source change rows and columns of this table");
    }
  }

  private static TableEntry entry(Input input, String table) {
    return input.entry(table).orElseThrow();
  }
}
