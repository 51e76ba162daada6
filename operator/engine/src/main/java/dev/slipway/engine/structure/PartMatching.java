package dev.slipway.engine.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which parts of two tables are one another's. What they say decides; a name does so only among
 * those that nothing equals.
 *
 * @param equal in the target's words, so by the target's names
 * @param changed first as the file has it, then as the target has it
 */
record PartMatching(
    List<Part> equal, List<Change> changed, List<Part> onlyInSource, List<Part> onlyInTarget) {

  record Change(Part source, Part target) {}

  static PartMatching of(List<Part> source, List<Part> target) {
    var equal = new ArrayList<Part>();
    var changed = new ArrayList<Change>();
    var leftOfSource = new ArrayList<>(source);
    var leftOfTarget = new ArrayList<>(target);
    match(
            leftOfSource,
            leftOfTarget,
            (one, other) -> one.isTheSameAs(other) && one.name().equals(other.name()))
        .forEach(it -> equal.add(it.target()));
    match(leftOfSource, leftOfTarget, Part::isTheSameAs).forEach(it -> equal.add(it.target()));
    changed.addAll(
        match(
            leftOfSource,
            leftOfTarget,
            (one, other) -> one.kind() == other.kind() && one.name().equals(other.name())));
    changed.addAll(
        match(
            leftOfSource,
            leftOfTarget,
            (one, other) ->
                one.kind() == Part.Kind.PRIMARY_KEY && other.kind() == Part.Kind.PRIMARY_KEY));
    return new PartMatching(equal, changed, leftOfSource, leftOfTarget);
  }

  private static List<Change> match(
      List<Part> source, List<Part> target, BiPredicate<Part, Part> areOne) {
    var matches = new ArrayList<Change>();
    for (var part : List.copyOf(source)) {
      Optional<Part> other = target.stream().filter(it -> areOne.test(part, it)).findFirst();
      if (other.isPresent()) {
        source.remove(part);
        target.remove(other.get());
        matches.add(new Change(part, other.get()));
      }
    }
    return matches;
  }
}
