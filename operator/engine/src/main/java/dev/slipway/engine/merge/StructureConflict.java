package dev.slipway.engine.merge;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A part of the structure that sources have changed differently. */
final class StructureConflict {
  private StructureConflict() {}

  /**
   * The version of the source that a person prefers; the base's where nobody has said.
   *
   * @param what part of the place; empty: the whole of it
   */
  static <T> Optional<T> decide(
      String place,
      String what,
      Optional<T> base,
      List<Optional<T>> versions,
      Agreement<T> agreement,
      List<Input> sources,
      Conflicts conflicts) {
    var claims =
        agreement.changedBy().stream()
            .map(
                it ->
                    Conflict.Claim.of(
                        sources.get(it).name(), Agreement.change(base, versions.get(it))))
            .toList();
    return decide(place, what, base, versions, claims, sources, conflicts);
  }

  /** Likewise, where it is known what each has done. */
  static <T> Optional<T> decide(
      String place,
      String what,
      Optional<T> base,
      List<Optional<T>> versions,
      List<Conflict.Claim> claims,
      List<Input> sources,
      Conflicts conflicts) {
    var conflict =
        new Conflict(place, new TreeMap<>(), what.isEmpty() ? List.of() : List.of(what), claims);
    return conflicts
        .decided(conflict)
        .map(
            name ->
                IntStream.range(0, sources.size())
                    .filter(it -> sources.get(it).name().equals(name))
                    .mapToObj(versions::get)
                    .findFirst()
                    .orElse(base))
        .orElse(base);
  }
}
