package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Joins documents entry by entry.
 *
 * @param merged absent where they are contested
 * @param contested names of entries
 */
record DocumentMerge(Optional<String> merged, List<String> contested) {
  /** As jsonb keeps its keys: short ones first. */
  private static final Comparator<String> OF_JSONB =
      Comparator.comparingInt((String it) -> it.getBytes(UTF_8).length)
          .thenComparing(Comparator.naturalOrder());

  DocumentMerge {
    contested = List.copyOf(contested);
  }

  /**
   * @param sorted whether the database keeps the entries in an order of its own
   */
  static DocumentMerge of(Document base, List<Document> versions, boolean sorted) {
    var names = new LinkedHashSet<>(base.entries().keySet());
    versions.forEach(it -> names.addAll(it.entries().keySet()));
    var merged = new LinkedHashMap<String, String>();
    var contested = new ArrayList<String>();
    var ordered = sorted ? names.stream().sorted(OF_JSONB).toList() : List.copyOf(names);
    for (var name : ordered) {
      var agreement =
          Agreement.of(entry(base, name), versions.stream().map(it -> entry(it, name)).toList());
      if (agreement.isContested()) {
        contested.add(name);
      }
      agreement.value().ifPresent(it -> merged.put(name, it));
    }
    return new DocumentMerge(
        contested.isEmpty() ? Optional.of(new Document(merged).written()) : Optional.empty(),
        contested);
  }

  private static Optional<String> entry(Document document, String name) {
    return Optional.ofNullable(document.entries().get(name));
  }
}
