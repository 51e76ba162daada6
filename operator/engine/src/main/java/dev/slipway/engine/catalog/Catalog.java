package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A schema as it is. Everything is in the order of its name, so equal schemas give equal catalogs.
 *
 * <p>No text in here names the schema itself: types, defaults and definitions are written as they
 * read while {@code search_path} is the schema alone, and are to be executed under such a path. So
 * they can be loaded into a schema of another name. What lies in other schemas is named in full.
 *
 * @param views those of other schemas too where they read something of this one
 * @param rights none in a file
 */
public record Catalog(
    List<Table> tables,
    List<View> views,
    List<Sequence> sequences,
    List<EnumType> enums,
    List<Unsupported> unsupported,
    Rights rights) {
  public Catalog {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    sequences = List.copyOf(sequences);
    enums = List.copyOf(enums);
    unsupported = List.copyOf(unsupported);
  }

  public Optional<Table> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** One of this schema. */
  public Optional<View> view(String name) {
    return views.stream().filter(it -> it.schema() == null && it.name().equals(name)).findFirst();
  }

  /** These tables, and what hangs on them; nothing else. */
  public Catalog only(Set<String> names) {
    var keptTables = tables.stream().filter(it -> names.contains(it.name())).toList();
    var keptViews = viewsOver(names);
    var keptSequences =
        sequences.stream().filter(it -> it.servesAnyOf(names)).map(it -> it.only(names)).toList();
    var objects =
        Stream.of(
                keptTables.stream().map(Table::name),
                keptViews.stream().map(View::name),
                keptSequences.stream().map(Sequence::name))
            .flatMap(it -> it)
            .collect(toSet());
    return new Catalog(
        keptTables,
        keptViews,
        keptSequences,
        enums.stream().filter(it -> isUsed(it, keptTables, keptViews)).toList(),
        unsupported.stream().filter(it -> it.hangsOnAnyOf(names)).toList(),
        rights.only(objects::contains));
  }

  /** What of it means the same in another environment: that is what goes into a file. */
  public Catalog portable() {
    return new Catalog(
        tables,
        views.stream().filter(View::travels).map(View::portable).toList(),
        sequences,
        enums,
        unsupported.stream().filter(it -> it.kind().travels()).toList(),
        Rights.NONE);
  }

  /** The views that read at least one thing, and nothing but these tables and each other. */
  private List<View> viewsOver(Set<String> names) {
    var known = new HashSet<>(names);
    var kept = new HashSet<View>();
    while (kept.addAll(views.stream().filter(it -> it.readsOnly(known)).toList())) {
      kept.forEach(it -> known.add(it.name()));
    }
    return views.stream().filter(kept::contains).toList();
  }

  private static boolean isUsed(EnumType type, List<Table> tables, List<View> views) {
    return tables.stream().anyMatch(it -> it.uses(type))
        || views.stream().anyMatch(it -> it.enums().contains(type.name()));
  }
}
