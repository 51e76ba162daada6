package dev.slipway.engine.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which parts of two tables are one another's. What they say decides; a name does so only among
 * those that nothing equals.
 *
 * @param equal but for their names
 */
record PartMatching(
    List<Change> equal, List<Change> changed, List<Part> onlyInSource, List<Part> onlyInTarget) {

  /** One part, as the file has it and as the target has it. */
  record Change(Part source, Part target) {}

  /**
   * @param exact whether a part of another name is another part, whatever it says
   */
  static PartMatching of(List<Part> source, List<Part> target, boolean exact) {
    var leftOfSource = new ArrayList<>(source);
    var leftOfTarget = new ArrayList<>(target);
    var equal =
        match(
            leftOfSource,
            leftOfTarget,
            (one, other) -> one.isTheSameAs(other) && one.name().equals(other.name()));
    if (!exact) {
      equal.addAll(match(leftOfSource, leftOfTarget, Part::isTheSameAs));
    }
    var changed =
        match(
            leftOfSource,
            leftOfTarget,
            (one, other) -> one.kind() == other.kind() && one.name().equals(other.name()));
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
