package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How views stand on each other. */
final class ViewOrder {
  private ViewOrder() {}

  /** The views that hang on one of these names, and those that hang on them in turn. */
  static Set<View> hangingOn(Collection<View> views, Set<String> names) {
    var held = new HashSet<>(names);
    var found = new LinkedHashSet<View>();
    while (found.addAll(
        views.stream().filter(it -> it.hangsOn().stream().anyMatch(held::contains)).toList())) {
      found.stream().filter(it -> it.schema() == null).forEach(it -> held.add(it.name()));
    }
    return found;
  }

  /** Each after those that it reads. Views that read each other in a circle are left out. */
  static List<View> inwardFirst(Collection<View> views) {
    var ordered = new ArrayList<View>();
    var waiting = new ArrayList<>(views);
    while (!waiting.isEmpty()) {
      var names = waiting.stream().map(View::name).collect(toSet());
      var ready =
          waiting.stream().filter(it -> it.views().stream().noneMatch(names::contains)).toList();
      if (ready.isEmpty()) {
        break;
      }
      ordered.addAll(ready);
      waiting.removeAll(ready);
    }
    return ordered;
  }
}
