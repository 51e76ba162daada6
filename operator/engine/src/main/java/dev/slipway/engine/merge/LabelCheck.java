package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds joined rows with a label that the joined enum does not have. */
record LabelCheck(Catalog structure, Inputs inputs, ReadBack rows, Conflicts conflicts) {

  void check() throws IOException {
    for (var type : structure.enums()) {
      if (inputs.all().stream().anyMatch(it -> hasMore(it, type))) {
        for (var table : structure.tables()) {
          var entry = rows.table(table.name());
          for (var column : table.columns()) {
            if (type.name().equals(column.enumName())
                && entry.filter(it -> it.columns().contains(column.name())).isPresent()) {
              check(entry.get(), column, type);
            }
          }
        }
      }
    }
  }

  private static boolean hasMore(Input input, EnumType type) {
    return input.structure().enums().stream()
        .anyMatch(it -> it.name().equals(type.name()) && !type.labels().containsAll(it.labels()));
  }

  private void check(TableEntry entry, Column column, EnumType type) throws IOException {
    try (var values = rows.joined(entry, List.of(column.name()), 1)) {
      for (var row = values.next(); row != null; row = values.next()) {
        if (row.value(0) != null
            && !labels(row.text(0), column).allMatch(type.labels()::contains)) {
          conflicts.refuse(
              "merge-structure",
              entry.name() + "." + column.name(),
              "holds a label of the enum %s that the joined one does not have"
                  .formatted(type.name()),
              "bring the enum together in the sources, and build them again");
          return;
        }
      }
    }
  }

  /** Of an array those of its elements. */
  private static Stream<String> labels(String value, Column column) {
    return column.type().endsWith("[]")
        ? Arrays.stream(value.split("[{},\"]+", -1))
            .filter(it -> !it.isEmpty() && !it.equals("NULL"))
        : Stream.of(value);
  }
}
