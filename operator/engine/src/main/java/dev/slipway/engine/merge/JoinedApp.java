package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.Joining;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the preset says of joining, in the names of the database. */
record JoinedApp(Joining joining, AppNames names) {
  static JoinedApp of(Preset preset, Naming naming, Catalog structure) {
    return new JoinedApp(preset.joining(), AppNames.of(naming, structure, structure));
  }

  JoinedColumns.Kind kind(TablePlan plan, Column column) {
    if (plan.key().contains(column.name())) {
      return JoinedColumns.Kind.KEY;
    }
    if (plan.like().volatileColumns().contains(column.name())
        || lastChanged(plan).filter(column.name()::equals).isPresent()
        || changedBy(plan).filter(column.name()::equals).isPresent()
        || isNamed(joining.stamps(), plan, column)) {
      return JoinedColumns.Kind.LATEST;
    }
    return isDocument(column) && isNamed(joining.entries(), plan, column)
        ? JoinedColumns.Kind.ENTRIES
        : JoinedColumns.Kind.PLAIN;
  }

  /** The column that says when a row was changed. */
  Optional<String> lastChanged(TablePlan plan) {
    return column(plan, joining.lastChanged());
  }

  /** The column that says who did. */
  Optional<String> changedBy(TablePlan plan) {
    return column(plan, joining.changedBy());
  }

  /** What means nothing without a row of another table. */
  List<Parentage> parents() {
    return joining.parents().entrySet().stream()
        .flatMap(
            it ->
                names.place(it.getKey()).stream()
                    .flatMap(
                        child ->
                            names.place(it.getValue()).stream()
                                .map(
                                    parent ->
                                        new Parentage(
                                            child.table(),
                                            List.of(child.column()),
                                            parent.table(),
                                            List.of(parent.column())))))
        .toList();
  }

  private Optional<String> column(TablePlan plan, @Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(it -> names.column(plan.name(), it))
        .filter(plan.columns()::contains);
  }

  private boolean isNamed(List<String> columns, TablePlan plan, Column column) {
    return columns.stream()
        .flatMap(it -> names.column(plan.name(), it).stream())
        .anyMatch(column.name()::equals);
  }

  private static boolean isDocument(Column column) {
    return column.type().equals("json") || column.type().equals("jsonb");
  }
}
