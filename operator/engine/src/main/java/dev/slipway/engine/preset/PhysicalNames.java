package dev.slipway.engine.preset;

import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names that tables and columns have in one database, found by those that the app has for them.
 * The spelling that the installation says it has comes before any other.
 */
final class PhysicalNames {
  private final Naming naming;
  private final Map<String, List<String>> columnsOfTables;

  PhysicalNames(Naming naming, Map<String, List<String>> columnsOfTables) {
    this.naming = naming;
    this.columnsOfTables = Map.copyOf(columnsOfTables);
  }

  static PhysicalNames of(Naming naming, Catalog catalog) {
    return new PhysicalNames(
        naming,
        catalog.tables().stream()
            .collect(toMap(Table::name, it -> it.columns().stream().map(Column::name).toList())));
  }

  Optional<String> table(String logical) {
    var expected = naming.table(logical);
    return columnsOfTables.containsKey(expected)
        ? Optional.of(expected)
        : like(logical, columnsOfTables.keySet(), it -> naming.withoutPrefix(it).stream());
  }

  /** A column of a table of the database. */
  Optional<String> column(String table, String logical) {
    var columns = columnsOfTables.getOrDefault(table, List.of());
    var expected = naming.column(logical);
    return columns.contains(expected) ? Optional.of(expected) : like(logical, columns, Stream::of);
  }

  /** Those that the table has, in the order given. */
  List<String> columns(String table, Collection<String> logical) {
    return logical.stream().flatMap(it -> column(table, it).stream()).distinct().toList();
  }

  /** All of them, or none where the table lacks one. */
  List<String> key(String table, Collection<String> logical) {
    var found = columns(table, logical);
    return found.size() == logical.size() ? found : List.of();
  }

  private static Optional<String> like(
      String logical, Collection<String> present, Function<String, Stream<String>> bare) {
    var wanted = Naming.normal(logical);
    return present.stream()
        .filter(it -> bare.apply(it).map(Naming::normal).anyMatch(wanted::equals))
        .sorted()
        .findFirst();
  }
}
