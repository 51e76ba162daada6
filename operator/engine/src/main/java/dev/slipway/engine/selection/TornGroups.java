package dev.slipway.engine.selection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.TableGroup;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the groups of tables that have to travel alike and do not. */
final class TornGroups {
  private TornGroups() {}

  static List<Finding> of(List<TableChoice> choices, List<TableGroup> groups) {
    return groups.stream()
        .map(it -> new TornGroup(it, byRule(it, choices)))
        .filter(it -> it.rules().size() > 1)
        .map(TornGroup::finding)
        .toList();
  }

  private static Map<Rule, List<TableChoice>> byRule(TableGroup group, List<TableChoice> choices) {
    return choices.stream()
        .filter(it -> group.tables().contains(it.name()))
        .collect(groupingBy(TableChoice::rule, TreeMap::new, toList()));
  }

  private record TornGroup(TableGroup group, Map<Rule, List<TableChoice>> rules) {
    Finding finding() {
      var parts =
          rules.entrySet().stream()
              .map(it -> it.getKey().word() + " for " + names(it.getValue()))
              .collect(joining(", "));
      return Finding.refusal(
          "group-torn",
          group.name(),
          "these tables mean something only together, and the rules say %s; %s"
              .formatted(parts, group.why()),
          "give all of them one rule");
    }

    private static String names(List<TableChoice> choices) {
      return choices.stream().map(TableChoice::name).collect(joining(" and "));
    }
  }
}
