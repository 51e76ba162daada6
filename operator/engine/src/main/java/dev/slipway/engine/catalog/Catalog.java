package dev.slipway.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A schema as it is. Everything is in the order of its name, so equal schemas give equal catalogs.
 *
 * <p>No text in here names the schema itself: types, defaults and definitions are written as they
 * read while {@code search_path} is the schema alone, and are to be executed under such a path. So
 * they can be loaded into a schema of another name. What lies in other schemas is named in full.
 */
public record Catalog(
    List<Table> tables,
    List<Sequence> sequences,
    List<EnumType> enums,
    List<Unsupported> unsupported) {
  public Catalog {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    enums = List.copyOf(enums);
    unsupported = List.copyOf(unsupported);
  }

  public Optional<Table> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** These tables, and what hangs on them; nothing else. */
  public Catalog only(Set<String> names) {
    var kept = tables.stream().filter(it -> names.contains(it.name())).toList();
    return new Catalog(
        kept,
        sequences.stream().filter(it -> it.servesAnyOf(names)).map(it -> it.only(names)).toList(),
        enums.stream().filter(it -> kept.stream().anyMatch(table -> table.uses(it))).toList(),
        unsupported.stream().filter(it -> it.hangsOnAnyOf(names)).toList());
  }
}
