package dev.slipway.engine.merge;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tables whose rows nobody can tell apart and that mean something only together, as each input has
 * them: all come from the source that changed any.
 */
record WholeTables(
    List<String> tables,
    List<Input> sources,
    Optional<Content> base,
    List<Optional<Content>> versions) {
  WholeTables {
    tables = List.copyOf(tables);
    sources = List.copyOf(sources);
    versions = List.copyOf(versions);
  }

  /** What decides whether two versions are the same. */
  record Content(List<Optional<Rows>> tables) {
    Content {
      tables = List.copyOf(tables);
    }
  }

  /** What decides it for one table. */
  record Rows(List<String> columns, Digest rows) {
    Rows {
      columns = List.copyOf(columns);
    }
  }

  static WholeTables of(Input base, List<Input> sources, List<String> tables) {
    return new WholeTables(
        tables,
        sources,
        content(base, tables),
        sources.stream().map(it -> content(it, tables)).toList());
  }

  Input chosen(Conflicts conflicts) {
    var agreement = Agreement.of(base, versions);
    if (agreement.isContested()) {
      var claims =
          agreement.changedBy().stream()
              .map(
                  it ->
                      Conflict.Claim.of(
                          sources.get(it).name(), Agreement.change(base, versions.get(it))))
              .toList();
      var conflict = new Conflict(tables.getFirst(), new TreeMap<>(), contested(), claims);
      var taken = conflicts.decided(conflict);
      return sources.stream()
          .filter(it -> taken.filter(it.name()::equals).isPresent())
          .findFirst()
          .orElse(sources.getFirst());
    }
    return agreement.changedBy().isEmpty()
        ? sources.getFirst()
        : sources.get(agreement.changedBy().getFirst());
  }

  private List<String> contested() {
    return List.of(
        tables.size() == 1 ? "all rows" : "all rows, with those of " + String.join(", ", tables));
  }

  private static Optional<Content> content(Input input, List<String> tables) {
    var rows = tables.stream().map(it -> input.entry(it).flatMap(WholeTables::rows)).toList();
    return rows.stream().allMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(new Content(rows));
  }

  private static Optional<Rows> rows(TableEntry entry) {
    return Optional.ofNullable(entry.rows()).map(it -> new Rows(entry.columns(), it.digest()));
  }
}
