package dev.slipway.engine.structure;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides which views have to go, and which are to be there afterwards. */
final class ViewPlanner {
  private final Catalog source;
  private final Catalog target;
  private final ViewWriter writer;
  private final boolean exact;

  /**
   * @param exact whether views go that only the target has
   */
  ViewPlanner(Catalog source, Catalog target, ViewWriter writer, boolean exact) {
    this.source = source;
    this.target = target;
    this.writer = writer;
    this.exact = exact;
  }

  ViewRebuild plan(Set<String> retypedTables) {
    var changed = changedNames(retypedTables);
    var leaving = leaving(changed);
    var entering = entering(leaving);
    var ordered = ViewOrder.inwardFirst(entering);
    var touched = new TreeSet<String>();
    Stream.of(leaving, entering)
        .flatMap(Set::stream)
        .filter(View::travels)
        .map(View::name)
        .forEach(touched::add);
    var after = after(ordered);
    for (var view : carried().filter(not(entering::contains)).toList()) {
      var changes = present(view).stream().flatMap(it -> writer.change(it, view)).toList();
      if (!changes.isEmpty()) {
        touched.add(view.name());
        after.addAll(changes);
      }
    }
    var findings = new ViewFindings(source, target).of(changed, leaving, entering, ordered);
    return new ViewRebuild(before(leaving), after, findings, touched);
  }

  /** Tables, enums and views alike: they share their names. */
  private Set<String> changedNames(Set<String> retypedTables) {
    var enums = source.enums().stream().filter(this::hasOtherLabels).map(EnumType::name);
    var views =
        carried().filter(it -> present(it).filter(other -> !it.asksLike(other)).isPresent());
    var leftOver =
        target.views().stream()
            .filter(it -> exact && it.travels() && carried(it.name()).isEmpty())
            .map(View::name);
    return Stream.of(retypedTables.stream(), enums, views.map(View::name), leftOver)
        .flatMap(it -> it)
        .collect(toCollection(TreeSet::new));
  }

  /** Those that change, and what hangs on anything that does. */
  private Set<View> leaving(Set<String> changed) {
    var leaving = new LinkedHashSet<View>();
    target.views().stream()
        .filter(View::travels)
        .filter(it -> changed.contains(it.name()))
        .forEach(leaving::add);
    leaving.addAll(ViewOrder.hangingOn(target.views(), changed));
    return leaving;
  }

  /** As the file has them or, where it does not, as they were. */
  private Set<View> entering(Set<View> leaving) {
    var again =
        leaving.stream()
            .filter(View::travels)
            .flatMap(
                it ->
                    carried(it.name())
                        .or(() -> exact ? Optional.empty() : Optional.of(it))
                        .stream());
    var additional = carried().filter(it -> present(it).isEmpty());
    return Stream.concat(again, additional).collect(toCollection(LinkedHashSet::new));
  }

  private List<String> before(Set<View> leaving) {
    var ordered = ViewOrder.inwardFirst(leaving.stream().filter(View::travels).toList());
    var rules = ordered.stream().flatMap(writer::dropRules);
    return Stream.concat(rules, ordered.reversed().stream().map(writer::drop)).toList();
  }

  private List<String> after(List<View> ordered) {
    var after = new ArrayList<String>();
    for (var view : ordered) {
      after.add(writer.create(view));
      writer.dress(view).forEach(after::add);
    }
    ordered.stream()
        .flatMap(it -> present(it).stream())
        .flatMap(writer::attach)
        .forEach(after::add);
    ordered.stream()
        .filter(it -> present(it).isPresent())
        .flatMap(writer::giveBack)
        .forEach(after::add);
    return after;
  }

  private boolean hasOtherLabels(EnumType type) {
    return target.enums().stream()
        .anyMatch(it -> it.name().equals(type.name()) && !it.labels().equals(type.labels()));
  }

  private Stream<View> carried() {
    return source.views().stream().filter(View::travels);
  }

  private Optional<View> carried(String name) {
    return carried().filter(it -> it.name().equals(name)).findFirst();
  }

  private Optional<View> present(View view) {
    return target.view(view.name()).filter(View::travels);
  }
}
