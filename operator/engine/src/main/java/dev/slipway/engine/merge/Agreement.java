package dev.slipway.engine.merge;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What sources make of one thing, measured by the base. Nothing is a version, too.
 *
 * @param value that they agree on
 * @param changedBy the places of those that changed it
 * @param isContested whether they changed it differently; then the value is the base's
 */
record Agreement<T>(Optional<T> value, List<Integer> changedBy, boolean isContested) {
  Agreement {
    changedBy = List.copyOf(changedBy);
  }

  static <T> Agreement<T> of(Optional<T> base, List<Optional<T>> versions) {
    var changed =
        IntStream.range(0, versions.size())
            .filter(it -> !versions.get(it).equals(base))
            .boxed()
            .toList();
    var distinct = changed.stream().map(versions::get).distinct().toList();
    return new Agreement<>(
        distinct.size() == 1 ? distinct.getFirst() : base, changed, distinct.size() > 1);
  }

  static <T> Change change(Optional<T> base, Optional<T> version) {
    if (version.equals(base)) {
      return Change.UNCHANGED;
    }
    if (version.isEmpty()) {
      return Change.REMOVED;
    }
    return base.isEmpty() ? Change.ADDED : Change.CHANGED;
  }
}
