package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.compare.FileRows;
import dev.slipway.engine.compare.ProjectedRows;
import dev.slipway.engine.compare.RowSource;
import dev.slipway.engine.compare.SortedRows;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rows of the inputs with the columns, the keys and the order that the joined file has. */
record JoinRows(Inputs inputs, DrawnKeys keys, Path scratch) {
  /**
   * What a worker has room for: while rows are sorted and given other keys, several copies of each
   * are there (WorkerMemoryIT).
   */
  private static final int SIDE_BY_SIDE = 4 << 20;

  List<Input> sources(TablePlan plan) {
    return inputs.sources().stream().filter(it -> it.rows(plan.name()).isPresent()).toList();
  }

  /** Where rows were chosen otherwise than now, none of those that are missing was removed. */
  Optional<TableEntry> usableBase(TablePlan plan) {
    return inputs
        .base()
        .entry(plan.name())
        .filter(it -> it.rows() != null)
        .filter(it -> Objects.equals(it.where(), plan.like().where()))
        .filter(it -> Objects.equals(it.ownRows(), plan.like().ownRows()))
        .filter(it -> it.columns().containsAll(plan.key()));
  }

  Cursor cursor(Input input, TablePlan plan) throws IOException {
    return new Cursor(
        rows(input, plan), plan.rows().comparator(), input.name() + ", table " + plan.name());
  }

  RowSource rows(Input input, TablePlan plan) throws IOException {
    var entry = input.entry(plan.name()).orElseThrow();
    var wanted = plan.rows();
    var all =
        new FileRows(
            input.file().rows(entry),
            input.name() + ", rows of " + entry.name(),
            entry.columns().size(),
            SIDE_BY_SIDE / inputs.all().size());
    var became = keys.of(input, plan.name());
    var rows =
        RekeyedRows.of(
            ProjectedRows.of(all, entry.columns(), wanted.columns()), wanted.columns(), became);
    var order =
        RowOrder.of(
            input.structure().table(entry.name()).orElseThrow(),
            entry.keyColumns(),
            entry.columns());
    return order.sortsLike(wanted.order()) && became.isEmpty()
        ? rows
        : SortedRows.of(rows, wanted.comparator(), wanted.columns().size(), scratch);
  }
}
