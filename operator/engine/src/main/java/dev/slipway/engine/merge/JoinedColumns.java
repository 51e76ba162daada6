package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a joined table, and which of the inputs has which of them.
 *
 * @param kinds how each is joined
 * @param fills what each holds where an input does not have it
 * @param inBase whether the base has it
 * @param inSources whether each source has it, source by source
 */
record JoinedColumns(
    List<Column> columns,
    List<Kind> kinds,
    List<Optional<byte[]>> fills,
    List<Boolean> inBase,
    List<List<Boolean>> inSources) {
  /** How the values of a column are joined. */
  enum Kind {
    /** They tell rows apart, and so are equal. */
    KEY,
    /** Together with the others of their kind: one source has the say for a row. */
    PLAIN,
    /** Written by the app by itself: the highest one is kept, and is no change. */
    LATEST,
    /** Documents, entry by entry. */
    ENTRIES
  }

  JoinedColumns {
    columns = List.copyOf(columns);
    kinds = List.copyOf(kinds);
    fills = List.copyOf(fills);
    inBase = List.copyOf(inBase);
    inSources = inSources.stream().map(List::copyOf).toList();
  }

  static JoinedColumns of(
      TablePlan plan, JoinedApp app, Optional<TableEntry> base, List<TableEntry> sources) {
    var columns = plan.columns().stream().map(plan::column).toList();
    return new JoinedColumns(
        columns,
        columns.stream().map(it -> app.kind(plan, it)).toList(),
        columns.stream().map(Fill::of).toList(),
        columns.stream()
            .map(it -> base.filter(of -> of.columns().contains(it.name())).isPresent())
            .toList(),
        sources.stream()
            .map(of -> columns.stream().map(it -> of.columns().contains(it.name())).toList())
            .toList());
  }

  /** Whether base and sources have each of them. */
  boolean areEverywhere() {
    return !inBase.contains(false) && inSources.stream().noneMatch(it -> it.contains(false));
  }

  int size() {
    return columns.size();
  }

  String name(int column) {
    return columns.get(column).name();
  }

  boolean isSorted(int column) {
    return columns.get(column).type().equals("jsonb");
  }
}
