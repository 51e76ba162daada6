package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Check;
import dev.slipway.engine.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which tables inherit from which, and so what a statement on one of them does to others. */
record Inheritance(Catalog catalog) {

  /** Parents before those that inherit from them. */
  List<Table> parentsFirst() {
    var ordered = new LinkedHashSet<Table>();
    catalog.tables().forEach(it -> visit(it, ordered, new LinkedHashSet<>()));
    return new ArrayList<>(ordered);
  }

  List<Table> parents(Table table) {
    return table.parents().stream().map(catalog::table).flatMap(Optional::stream).toList();
  }

  /** The table itself and all that inherit from it, however far. */
  List<Table> family(Table table) {
    var family = new LinkedHashSet<Table>();
    family.add(table);
    boolean grew = true;
    while (grew) {
      var names = family.stream().map(Table::name).toList();
      grew =
          family.addAll(
              catalog.tables().stream()
                  .filter(it -> it.parents().stream().anyMatch(names::contains))
                  .toList());
    }
    return new ArrayList<>(family);
  }

  boolean inherits(Table table, String column) {
    return parents(table).stream().anyMatch(it -> Sides.column(it, column).isPresent());
  }

  boolean inherits(Table table, Check check) {
    return !check.definition().endsWith(" NO INHERIT")
        && parents(table).stream()
            .flatMap(it -> it.checks().stream())
            .anyMatch(
                it -> it.name().equals(check.name()) && it.definition().equals(check.definition()));
  }

  boolean inheritsNotNull(Table table, String column) {
    return parents(table).stream()
        .anyMatch(it -> Sides.column(it, column).filter(of -> of.notNull()).isPresent());
  }

  private void visit(Table table, Set<Table> ordered, Set<String> above) {
    if (above.add(table.name())) {
      parents(table).forEach(it -> visit(it, ordered, above));
      ordered.add(table);
    }
  }
}
