package dev.slipway.engine.compare;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is taken of a side.
 *
 * @param file the tables of the other side, where that is a file: it is a selection, and what it
 *     does not have is nothing to compare with
 */
record Coverage(ComparisonRequest request, @Nullable List<TableEntry> file) {
  static Coverage of(ComparisonRequest request) {
    return new Coverage(request, null);
  }

  /** What is meant to be the same in two environments, of the tables that are compared. */
  Catalog of(Catalog whole) {
    var covered = covered(whole);
    return (request.only().isEmpty() && file == null ? whole : whole.only(covered)).portable();
  }

  /** How many tables would be compared if the file had them. */
  int leftOut(Catalog whole) {
    return (int) names(whole).stream().filter(request::covers).count() - covered(whole).size();
  }

  /** The conditions that the rows in the file have met, for the tables that have one. */
  Map<String, String> conditions(Catalog structure) {
    return file == null
        ? Map.of()
        : file.stream()
            .filter(it -> it.rows() != null && !it.condition().isEmpty())
            .filter(it -> structure.table(it.name()).isPresent())
            .collect(toMap(TableEntry::name, TableEntry::condition));
  }

  private Set<String> covered(Catalog whole) {
    return names(whole).stream().filter(request::covers).filter(this::isInFile).collect(toSet());
  }

  private boolean isInFile(String table) {
    return file == null || file.stream().anyMatch(it -> it.name().equals(table));
  }

  private static Set<String> names(Catalog catalog) {
    return catalog.tables().stream().map(Table::name).collect(toSet());
  }
}
