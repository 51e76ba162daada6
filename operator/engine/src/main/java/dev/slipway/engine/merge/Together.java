package dev.slipway.engine.merge;

import dev.slipway.engine.preset.TableGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of the tables that go as a whole go with which others: those of one group. */
final class Together {
  private final Map<String, List<String>> tables = new HashMap<>();
  private final Map<List<String>, Input> chosen = new HashMap<>();

  Together(List<TablePlan> plans, List<TableGroup> groups) {
    var whole =
        plans.stream()
            .filter(it -> it.isWhole() && it.rule().takesRows())
            .map(TablePlan::name)
            .toList();
    whole.forEach(it -> tables.put(it, List.of(it)));
    for (var group : groups) {
      var members = whole.stream().filter(group.tables()::contains).toList();
      members.forEach(it -> tables.put(it, members));
    }
  }

  /** The source that a table comes from; decided once for all that go with it. */
  Input chosen(String table, Inputs inputs, Conflicts conflicts) {
    var with = tables.getOrDefault(table, List.of(table));
    var known = chosen.get(with);
    if (known != null) {
      return known;
    }
    // each source that has any of them has a say in all of them
    var sources =
        inputs.sources().stream()
            .filter(it -> with.stream().anyMatch(of -> it.entry(of).isPresent()))
            .toList();
    var now = WholeTables.of(inputs.base(), sources, with).chosen(conflicts);
    chosen.put(with, now);
    return now;
  }
}
