package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds values that one source has changed in a column that another took away or made anew. */
record TakenAwayCheck(Catalog structure, Inputs inputs, ChangedRows rows, Conflicts conflicts) {
  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

  void check() throws IOException {
    for (var before : inputs.base().structure().tables()) {
      var now = structure.table(before.name());
      if (now.isPresent()) {
        for (var column : before.columns()) {
          check(now.get(), column);
        }
      }
    }
  }

  private void check(Table table, Column before) throws IOException {
    var now = Column.named(table.columns(), before.name());
    var changing = new ArrayList<Input>();
    for (var source : inputs.sources()) {
      var own = column(source, table, before);
      if (own.isPresent()
          && (now.isEmpty() || !takes(now.get().type(), own.get().type()))
          && rows.inColumn(source, table.name(), own.get())) {
        changing.add(source);
      }
    }
    if (!changing.isEmpty() && now.isEmpty()) {
      decide(table, before, changing);
    } else if (!changing.isEmpty()) {
      conflicts.refuse(
          "merge-structure",
          table.name() + "." + before.name(),
          "has another type in one source, and values that %s has changed as values of the old one"
              .formatted(changing.getFirst().name()),
          "bring the type to that source too, and build it again");
    }
  }

  private void decide(Table table, Column column, List<Input> changing) {
    var claims =
        inputs.sources().stream()
            .flatMap(it -> change(it, table, column, changing).stream())
            .toList();
    var taken =
        conflicts.decided(
            new Conflict(
                table.name(), new TreeMap<>(), List.of("column " + column.name()), claims));
    if (taken.isPresent() && column(inputs.source(taken.get()), table, column).isPresent()) {
      conflicts.refuse(
          "merge-structure",
          table.name() + "." + column.name(),
          "is taken from %s, and another source has taken it away".formatted(taken.get()),
          "bring the column back there, and build that again");
    }
  }

  private static Optional<Conflict.Claim> change(
      Input source, Table table, Column column, List<Input> changing) {
    if (changing.contains(source)) {
      return Optional.of(Conflict.Claim.of(source.name(), Change.CHANGED));
    }
    return column(source, table, column).isPresent()
        ? Optional.empty()
        : Optional.of(Conflict.Claim.of(source.name(), Change.REMOVED));
  }

  private static Optional<Column> column(Input source, Table table, Column column) {
    return source
        .structure()
        .table(table.name())
        .flatMap(it -> Column.named(it.columns(), column.name()));
  }

  /** Whether values of one type are the same in the other, word for word. */
  private static boolean takes(String type, String other) {
    return type.equals(other)
        || (INTEGERS.contains(other) && INTEGERS.indexOf(type) > INTEGERS.indexOf(other))
        || (isText(type) && isText(other));
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.startsWith("character varying");
  }
}
