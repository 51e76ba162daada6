package dev.slipway.engine.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A three-way merge the simple way: all rows in memory, each as what it says. */
final class ThreeWayOracle {
  final SortedMap<Integer, Row> rows = new TreeMap<>();
  final SortedSet<Integer> removed = new TreeSet<>();
  final SortedSet<Integer> contested = new TreeSet<>();

  /** A row of the columns a, b, at, doc. */
  record Row(String a, String b, String at, Map<String, String> doc) {
    Row {
      doc = Map.copyOf(doc);
    }

    boolean saysTheSame(Row other) {
      return a.equals(other.a) && b.equals(other.b) && doc.equals(other.doc);
    }
  }

  static ThreeWayOracle merge(SortedMap<Integer, Row> base, List<SortedMap<Integer, Row>> sources) {
    var oracle = new ThreeWayOracle();
    var keys = new TreeSet<>(base.keySet());
    sources.forEach(it -> keys.addAll(it.keySet()));
    for (var key : keys) {
      oracle.mergeRow(
          key,
          base.get(key),
          sources.stream().map(it -> it.get(key)).filter(Objects::nonNull).toList(),
          sources.size());
    }
    return oracle;
  }

  private void mergeRow(int key, @Nullable Row base, List<Row> present, int sources) {
    if (base != null && present.size() < sources) {
      if (present.stream().allMatch(it -> it.saysTheSame(base))) {
        removed.add(key);
      } else {
        contested.add(key);
      }
      return;
    }
    var plain =
        present.stream()
            .map(it -> List.of(it.a(), it.b()))
            .filter(it -> base == null || !it.equals(List.of(base.a(), base.b())))
            .distinct()
            .toList();
    var doc = new LinkedHashMap<String, String>();
    var isContested = plain.size() > 1;
    var names = new TreeSet<String>();
    Stream.concat(Stream.ofNullable(base), present.stream())
        .forEach(it -> names.addAll(it.doc().keySet()));
    for (var name : names) {
      var before = base == null ? "" : base.doc().getOrDefault(name, "");
      var changed =
          present.stream()
              .map(it -> it.doc().getOrDefault(name, ""))
              .filter(it -> !it.equals(before))
              .distinct()
              .toList();
      isContested |= changed.size() > 1;
      var value = changed.isEmpty() ? before : changed.getFirst();
      if (!value.isEmpty()) {
        doc.put(name, value);
      }
    }
    if (isContested) {
      contested.add(key);
      return;
    }
    var said =
        plain.isEmpty() ? List.of(Objects.requireNonNull(base).a(), base.b()) : plain.getFirst();
    var at = present.stream().map(Row::at).max(String::compareTo).orElseThrow();
    rows.put(key, new Row(said.getFirst(), said.getLast(), at, doc));
  }
}
