package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Sequence;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which sequence of the file is which of the target: the one of the same column, whatever it is
 * called, else the one of the same name.
 */
final class SequenceMatching {
  private static final Pattern DRAWS = Pattern.compile("nextval\\('(.*)'::regclass\\)");

  private final Map<String, Sequence> counterparts = new HashMap<>();

  SequenceMatching(Catalog source, Catalog target) {
    for (var sequence : source.sequences()) {
      ofTheSameColumn(sequence, target)
          .or(() -> named(sequence.name(), target).filter(it -> areOfOneSort(sequence, it)))
          .ifPresent(it -> counterparts.put(sequence.name(), it));
    }
  }

  Optional<Sequence> counterpart(Sequence sequence) {
    return Optional.ofNullable(counterparts.get(sequence.name()));
  }

  boolean isCounterpart(Sequence ofTarget) {
    return counterparts.values().stream().anyMatch(it -> it.name().equals(ofTarget.name()));
  }

  /** Whether two defaults say the same, be it that they draw from sequences of two names. */
  boolean areAlike(Column source, Column target) {
    if (Objects.equals(source.defaultExpression(), target.defaultExpression())) {
      return true;
    }
    var drawn = drawnBy(source);
    var counterpart = drawn.map(counterparts::get).map(Sequence::name);
    return counterpart.isPresent() && counterpart.equals(drawnBy(target));
  }

  static Optional<Sequence> named(String name, Catalog catalog) {
    return catalog.sequences().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  static Optional<Sequence> ofColumn(TableColumn column, Catalog catalog) {
    return catalog.sequences().stream()
        .filter(
            it ->
                it.owner() != null
                    && it.owner().table().equals(column.table())
                    && it.owner().column().equals(column.column()))
        .findFirst();
  }

  private static Optional<String> drawnBy(Column column) {
    return Optional.ofNullable(column.defaultExpression())
        .map(DRAWS::matcher)
        .filter(it -> it.matches())
        .map(it -> SqlText.unquoted(it.group(1)));
  }

  private static Optional<Sequence> ofTheSameColumn(Sequence sequence, Catalog target) {
    return sequence.owner() == null
        ? Optional.empty()
        : target.sequences().stream().filter(it -> sequence.owner().equals(it.owner())).findFirst();
  }

  private static boolean areOfOneSort(Sequence one, Sequence other) {
    return isIdentity(one) == isIdentity(other);
  }

  private static boolean isIdentity(Sequence sequence) {
    return sequence.owner() != null && sequence.owner().identity();
  }
}
