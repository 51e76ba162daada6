package dev.slipway.engine.preset;

import dev.slipway.engine.catalog.Catalog;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an app, as a data file tells it, in the app's own names.
 *
 * @param tables by their names
 * @param followers patterns such as {@code main_{table}_path} of tables that take the rule of the
 *     table that they are named after
 * @param secretNames what {@code <secret>} stands for in paths of secrets
 * @param ownColumns of every table whose rows travel: they belong to the environment
 * @param variables regular expressions of how content refers to a variable; group 1 is its name
 * @param settings environment variables of the app that have to be equal in source and target
 * @param keyFiles where the app keeps keys in its storage, as globs on the path below the folder
 * @param outgoing by what the app acts on the world outside, one entry for a table at most
 * @param joining what a release of several sources has to know
 */
public record Preset(
    String name,
    SortedMap<String, PresetTable> tables,
    List<TableGroup> groups,
    List<String> followers,
    List<String> secretNames,
    List<String> ownColumns,
    List<String> variables,
    List<String> settings,
    List<String> keyFiles,
    HealthPaths health,
    Facts facts,
    Surroundings surroundings,
    List<Outgoing> outgoing,
    Joining joining) {
  /** Nothing is known of the app. */
  public static final Preset NONE =
      new Preset(
          "",
          new TreeMap<>(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          HealthPaths.UNKNOWN,
          Facts.UNKNOWN,
          Surroundings.UNKNOWN,
          List.of(),
          Joining.UNKNOWN);

  public Preset {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    groups = List.copyOf(groups);
    followers = List.copyOf(followers);
    secretNames = List.copyOf(secretNames);
    ownColumns = List.copyOf(ownColumns);
    variables = List.copyOf(variables);
    settings = List.copyOf(settings);
    keyFiles = List.copyOf(keyFiles);
    outgoing = List.copyOf(outgoing);
  }

  /** What is said of a table, by the app's name for it. */
  public Optional<PresetTable> table(String logical) {
    return Optional.ofNullable(tables.get(logical));
  }

  /**
   * This preset and what a file says beyond it, or otherwise. Fails with ORDER_INVALID and all that
   * is wrong with the file.
   *
   * @param yaml as operator/docs/presets.md describes it
   */
  public Preset extendedBy(String yaml) {
    return PresetReader.read(yaml, this);
  }

  BuiltInTables builtIns(Naming naming, Catalog catalog) {
    return new PresetTranslation(this, naming, catalog).builtInTables();
  }
}
