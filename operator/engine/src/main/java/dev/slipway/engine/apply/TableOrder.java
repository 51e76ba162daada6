package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The order in which tables refer to each other: parents first, and by name where none is due. */
final class TableOrder {
  private final Catalog catalog;
  private final Set<String> names;
  private final Set<String> ordered = new LinkedHashSet<>();
  private final Set<String> visited = new LinkedHashSet<>();

  private TableOrder(Catalog catalog, List<String> names) {
    this.catalog = catalog;
    this.names = new LinkedHashSet<>(names);
  }

  /** In a cycle one of them has to come first; which one is left open. */
  static List<String> parentsFirst(Catalog catalog, List<String> names) {
    var order = new TableOrder(catalog, names);
    names.forEach(order::visit);
    return new ArrayList<>(order.ordered);
  }

  private void visit(String name) {
    if (visited.add(name)) {
      parents(name).forEach(this::visit);
      ordered.add(name);
    }
  }

  private List<String> parents(String name) {
    return catalog.table(name).stream()
        .flatMap(it -> it.foreignKeys().stream())
        .map(ForeignKey::referencedTable)
        .filter(Objects::nonNull)
        .filter(names::contains)
        .toList();
  }
}
