package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.compare.FileRows;
import dev.slipway.engine.compare.ProjectedRows;
import dev.slipway.engine.compare.RowPlan;
import dev.slipway.engine.compare.RowSource;
import dev.slipway.engine.compare.SortedRows;
import dev.slipway.engine.file.JoinedFileBuilder;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
  private final Path scratch;
  private final List<MergeReport.MergedTable> tables = new ArrayList<>();

  TableJoin(
      Inputs inputs,
      Catalog structure,
      JoinedApp app,
      Conflicts conflicts,
      JoinedFileBuilder builder,
      Path scratch) {
    this.inputs = inputs;
    this.structure = structure;
    this.app = app;
    this.conflicts = conflicts;
    this.builder = builder;
    this.scratch = scratch;
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
    var sources = inputs.sources().stream().filter(it -> it.rows(plan.name()).isPresent()).toList();
    return plan.isWhole() ? whole(plan, place, sources) : byKey(plan, place, sources);
  }

  private TableEntry byKey(TablePlan plan, int place, List<Input> sources) throws IOException {
    var base = usableBase(plan);
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
            conflicts);
    RowsEntry removed;
    RowsEntry rows;
    try (var rowsOut = builder.rows(place, plan.name());
        var removedOut = builder.removed(place, plan.name())) {
      walk(plan, rowPlan, base, sources, join, rowsOut.out(), removedOut.out());
      rows = rowsOut.finish();
      removed = removedOut.finish();
    }
    tables.add(
        new MergeReport.MergedTable(
            plan.name(),
            plan.rule(),
            plan.key(),
            rows.count(),
            plan.carriesRemovals() ? removed.count() : 0,
            join.brought()));
    return plan.entry(structure, rows, removed.count() == 0 ? null : removed);
  }

  private void walk(
      TablePlan plan,
      RowPlan rowPlan,
      Optional<TableEntry> base,
      List<Input> sources,
      RowJoin join,
      OutputStream rows,
      OutputStream removed)
      throws IOException {
    var open = new ArrayList<Cursor>();
    try {
      for (var source : sources) {
        open.add(cursor(source, entry(source, plan.name()), rowPlan));
      }
      var cursors = List.copyOf(open);
      @Nullable Cursor before = null;
      if (base.isPresent()) {
        before = cursor(inputs.base(), base.get(), rowPlan);
        open.add(before);
      }
      join.join(before, cursors, rows, removed);
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
  private TableEntry whole(TablePlan plan, int place, List<Input> sources) throws IOException {
    var chosen = WholeTable.of(inputs.base(), sources, plan.name()).chosen(conflicts);
    RowsEntry rows;
    try (var out = builder.rows(place, plan.name());
        var cursor = rows(chosen, entry(chosen, plan.name()), plan.rows())) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        row.writeTo(out.out());
      }
      rows = out.finish();
    }
    refuseMissingColumns(plan, chosen);
    tables.add(
        new MergeReport.MergedTable(
            plan.name(), plan.rule(), List.of(), rows.count(), 0, List.of()));
    return plan.entry(structure, rows, null);
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

  /** Where rows were chosen otherwise than now, none of those that are missing was removed. */
  private Optional<TableEntry> usableBase(TablePlan plan) {
    return inputs
        .base()
        .entry(plan.name())
        .filter(it -> it.rows() != null)
        .filter(it -> Objects.equals(it.where(), plan.like().where()))
        .filter(it -> Objects.equals(it.ownRows(), plan.like().ownRows()))
        .filter(it -> it.columns().containsAll(plan.key()));
  }

  private Cursor cursor(Input input, TableEntry entry, RowPlan plan) throws IOException {
    return new Cursor(
        rows(input, entry, plan), plan.comparator(), input.name() + ", table " + entry.name());
  }

  private RowSource rows(Input input, TableEntry entry, RowPlan plan) throws IOException {
    var all =
        new FileRows(input.file().rows(entry), "rows of " + entry.name(), entry.columns().size());
    var rows = ProjectedRows.of(all, entry.columns(), plan.columns());
    var order =
        RowOrder.of(
            input.structure().table(entry.name()).orElseThrow(),
            entry.keyColumns(),
            entry.columns());
    return order.sortsLike(plan.order())
        ? rows
        : SortedRows.of(rows, plan.comparator(), plan.columns().size(), scratch);
  }

  private static TableEntry entry(Input input, String table) {
    return input.entry(table).orElseThrow();
  }
}
