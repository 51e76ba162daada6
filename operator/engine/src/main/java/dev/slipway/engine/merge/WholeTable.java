package dev.slipway.engine.merge;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table whose rows nobody can tell apart, as each input has it: it comes from the source that
 * changed it.
 */
record WholeTable(
    String table, List<Input> sources, Optional<Content> base, List<Optional<Content>> versions) {

  /** What decides whether two versions are the same. */
  record Content(List<String> columns, Digest rows) {}

  static WholeTable of(Input base, List<Input> sources, String table) {
    return new WholeTable(
        table,
        sources,
        content(base, table),
        sources.stream().map(it -> content(it, table)).toList());
  }

  Input chosen(Conflicts conflicts) {
    var agreement = Agreement.of(base, versions);
    if (agreement.isContested()) {
      var claims =
          agreement.changedBy().stream()
              .map(
                  it ->
                      new Conflict.Claim(
                          sources.get(it).name(), Agreement.change(base, versions.get(it)), null))
              .toList();
      var conflict = new Conflict(table, new TreeMap<>(), List.of("all rows"), claims);
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

  private static Optional<Content> content(Input input, String table) {
    return input.entry(table).flatMap(WholeTable::content);
  }

  private static Optional<Content> content(TableEntry entry) {
    return Optional.ofNullable(entry.rows()).map(it -> new Content(entry.columns(), it.digest()));
  }
}
