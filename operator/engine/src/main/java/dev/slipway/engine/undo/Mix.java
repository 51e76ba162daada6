package dev.slipway.engine.undo;

import static java.util.Comparator.comparing;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.View;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One schema of two: some things of the one, all else of the other. */
final class Mix {
  private Mix() {}

  static Catalog of(Catalog now, Catalog before, List<Thing> back) {
    return new Catalog(
        mixed(
            now.tables(),
            before.tables(),
            it -> back.stream().anyMatch(of -> of.is(it)),
            comparing(Table::name)),
        mixed(
            now.views(),
            before.views(),
            it -> back.stream().anyMatch(of -> of.is(it)),
            comparing(View::place)),
        mixed(
            now.sequences(),
            before.sequences(),
            it -> back.stream().anyMatch(of -> of.is(it)),
            comparing(Sequence::name)),
        mixed(
            now.enums(),
            before.enums(),
            it -> back.stream().anyMatch(of -> of.is(it)),
            comparing(EnumType::name)),
        now.unsupported(),
        now.rights());
  }

  private static <T> List<T> mixed(
      List<T> now, List<T> before, Predicate<T> isBack, Comparator<T> order) {
    return Stream.concat(now.stream().filter(isBack.negate()), before.stream().filter(isBack))
        .sorted(order)
        .toList();
  }
}
