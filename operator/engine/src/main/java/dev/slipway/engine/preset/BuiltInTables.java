package dev.slipway.engine.preset;

import dev.slipway.engine.catalog.Catalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A preset seen through the naming of one installation: it answers for the tables of a database by
 * the names that they have there.
 */
public final class BuiltInTables {
  private final SortedMap<String, BuiltInTable> tables;
  private final List<TableGroup> groups;
  private final Map<String, String> followed;

  BuiltInTables(
      Map<String, BuiltInTable> tables, List<TableGroup> groups, Map<String, String> followed) {
    this.tables = new TreeMap<>(tables);
    this.groups = List.copyOf(groups);
    this.followed = Map.copyOf(followed);
  }

  /** Without a preset no table is the app's own. */
  public static BuiltInTables none() {
    return new BuiltInTables(Map.of(), List.of(), Map.of());
  }

  /** What the preset says of those of its tables that the catalog has. */
  public static BuiltInTables of(Preset preset, Naming naming, Catalog catalog) {
    return preset.builtIns(naming, catalog);
  }

  public Optional<BuiltInTable> find(String table) {
    return Optional.ofNullable(tables.get(table));
  }

  /** Only tables that are there, and only groups of two or more. */
  public List<TableGroup> groups() {
    return groups;
  }

  /** The table whose rule this one of the user's tables takes, such as the paths of a tree. */
  public Optional<String> followedBy(String table) {
    return Optional.ofNullable(followed.get(table));
  }
}
