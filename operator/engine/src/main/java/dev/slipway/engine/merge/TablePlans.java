package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.preset.MergedRule;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which rule a table has in a joined file: the preset's for merged releases, else the sources'. */
record TablePlans(Inputs inputs, BuiltInTables builtIns, Conflicts conflicts) {

  List<TablePlan> of(Catalog structure) {
    return structure.tables().stream().flatMap(it -> plan(it).stream()).toList();
  }

  private Optional<TablePlan> plan(Table table) {
    var sources =
        inputs.sources().stream().filter(it -> it.entry(table.name()).isPresent()).toList();
    var entries = sources.stream().flatMap(it -> it.entry(table.name()).stream()).toList();
    if (entries.isEmpty()) {
      conflicts.refuse(
          "merge-structure",
          table.name(),
          "is in the base and in none of the sources",
          "name in resolve whose version is taken");
      return Optional.empty();
    }
    var like = entries.getFirst();
    if (entries.stream().anyMatch(it -> !saysTheSame(it, like))) {
      conflicts.refuse(
          "rules-differ",
          table.name(),
          "has not the same rule, condition, key or preserved columns in all sources",
          "build all of them with the same rules");
      return Optional.empty();
    }
    var plan = plan(table, like, entries);
    var without = sources.stream().filter(it -> lacksKey(it, plan)).map(Input::name).toList();
    if (!without.isEmpty()) {
      conflicts.refuse(
          "merge-structure",
          table.name(),
          "has rows that are told apart by %s, which %s does not have"
              .formatted(plan.key(), String.join(" and ", without)),
          "bring the sources together, and build them again");
      return Optional.empty();
    }
    return Optional.of(plan);
  }

  private static boolean lacksKey(Input source, TablePlan plan) {
    return source
        .entry(plan.name())
        .filter(it -> plan.rule().takesRows() && !it.columns().containsAll(plan.key()))
        .isPresent();
  }

  private TablePlan plan(Table table, TableEntry like, List<TableEntry> entries) {
    var stored = table.storedColumns();
    var own =
        stored.stream()
            .filter(it -> entries.stream().anyMatch(of -> of.ownColumns().contains(it)))
            .toList();
    var columns = stored.stream().filter(it -> !own.contains(it)).toList();
    var merged =
        builtIns
            .find(table.name())
            .filter(_ -> like.rule() == Rule.OVERWRITE)
            .map(it -> it.merged());
    if (merged.isEmpty()) {
      return new TablePlan(table, like.rule(), columns, known(like, columns), false, like, own);
    }
    var key =
        switch (merged.get()) {
          case MergedRule.Upsert() -> table.keyColumns();
          case MergedRule.UpsertBy(var natural) -> natural;
          case MergedRule.OverwriteGroup(), MergedRule.SchemaOnly(), MergedRule.Skip() ->
              List.<String>of();
        };
    return key.isEmpty() || !columns.containsAll(key)
        ? new TablePlan(table, Rule.OVERWRITE, columns, List.of(), false, like, own)
        : new TablePlan(table, Rule.UPSERT, columns, key, true, like, own);
  }

  private static List<String> known(TableEntry entry, List<String> columns) {
    return columns.containsAll(entry.keyColumns()) ? entry.keyColumns() : List.of();
  }

  private static boolean saysTheSame(TableEntry one, TableEntry other) {
    return one.rule() == other.rule()
        && one.keyColumns().equals(other.keyColumns())
        && one.preserved().equals(other.preserved())
        && Objects.equals(one.where(), other.where())
        && Objects.equals(one.ownRows(), other.ownRows());
  }
}
