package dev.slipway.engine.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names that the target has taken: relations share theirs, constraints one table's. */
final class FreeNames {
  private static final int LONGEST = 63;

  private final Set<String> relations = new HashSet<>();
  private final Set<TableColumn> constraints = new HashSet<>();

  /** Exactly, every name is right in the end, and whoever has it now goes before. */
  static FreeNames of(Sides sides) {
    var target = sides.target();
    return new FreeNames(sides.isExact() ? List.of() : target.tables(), target);
  }

  private FreeNames(List<Table> tables, Catalog target) {
    for (var table : tables) {
      relations.add(table.name());
      keys(table).forEach(relations::add);
      table.indexes().forEach(it -> relations.add(it.name()));
      keys(table).forEach(it -> constraints.add(new TableColumn(table.name(), it)));
      table.checks().forEach(it -> constraints.add(new TableColumn(table.name(), it.name())));
      table.foreignKeys().forEach(it -> constraints.add(new TableColumn(table.name(), it.name())));
    }
    target.sequences().forEach(it -> relations.add(it.name()));
    target.views().stream()
        .filter(it -> it.schema() == null)
        .forEach(it -> relations.add(it.name()));
  }

  boolean isRelation(String name) {
    return relations.contains(name);
  }

  /** Of something that is dropped first. */
  void release(String relation) {
    relations.remove(relation);
  }

  void releaseConstraint(String table, String name) {
    constraints.remove(new TableColumn(table, name));
  }

  /** The name itself, or one like it. */
  String relation(String wanted) {
    var name = wanted;
    for (int number = 1; !relations.add(name); number++) {
      name = numbered(wanted, number);
    }
    return name;
  }

  String constraint(String table, String wanted) {
    var name = wanted;
    for (int number = 1; !constraints.add(new TableColumn(table, name)); number++) {
      name = numbered(wanted, number);
    }
    return name;
  }

  /** A key has an index of its name. */
  String key(String table, String wanted) {
    var name = wanted;
    for (int number = 1;
        relations.contains(name) || constraints.contains(new TableColumn(table, name));
        number++) {
      name = numbered(wanted, number);
    }
    relations.add(name);
    constraints.add(new TableColumn(table, name));
    return name;
  }

  private static String numbered(String name, int number) {
    var end = "_" + number;
    var begin = name;
    while ((begin + end).getBytes(UTF_8).length > LONGEST) {
      begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
    }
    return begin + end;
  }

  private static Stream<String> keys(Table table) {
    return Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream())
        .map(it -> it.name());
  }
}
