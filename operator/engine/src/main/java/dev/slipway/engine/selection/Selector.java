package dev.slipway.engine.selection;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.BuiltInTable;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TableRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings rules and preset to the tables of a schema, and tells everything that is wrong at once.
 */
public final class Selector {
  private final Catalog catalog;
  private final RuleSet rules;
  private final BuiltInTables builtIns;
  private final List<Finding> findings = new ArrayList<>();

  private Selector(Catalog catalog, RuleSet rules, BuiltInTables builtIns) {
    this.catalog = catalog;
    this.rules = rules;
    this.builtIns = builtIns;
  }

  public static Selection select(Catalog catalog, RuleSet rules, BuiltInTables builtIns) {
    return new Selector(catalog, rules, builtIns).select();
  }

  private Selection select() {
    refusePatternsWithoutATable();
    var choices = catalog.tables().stream().map(this::choose).toList();
    choices.forEach(this::examine);
    findings.addAll(TornGroups.of(choices, builtIns.groups()));
    return new Selection(choices, findings);
  }

  private TableChoice choose(Table table) {
    var named = namedRule(table.name());
    var builtIn = builtIns.find(table.name());
    var decided = decide(table);
    var own = builtIn.map(BuiltInTable::ownColumns).orElse(List.of());
    return new TableChoice(
        table,
        decided.rule(),
        decided.origin(),
        table.storedColumns().stream().filter(it -> !own.contains(it)).toList(),
        match(table, decided.rule(), named, builtIn),
        named.map(TableRule::preserveColumns).orElse(List.of()),
        table.storedColumns().stream().filter(own::contains).toList(),
        builtIn.map(BuiltInTable::ownRows).orElse(null),
        builtIn.map(BuiltInTable::volatileColumns).orElse(List.of()),
        builtIn.map(BuiltInTable::references).orElse(List.of()).stream()
            .filter(it -> !own.contains(it.column()))
            .toList(),
        named.map(TableRule::where).orElse(null),
        builtIn.map(BuiltInTable::secrets).orElse(List.of()));
  }

  private Decided decide(Table table) {
    var named = namedRule(table.name()).map(it -> new Decided(it.rule(), RuleOrigin.TABLE));
    var builtIn = builtIns.find(table.name()).map(it -> decide(it.rule()));
    var owner = builtIns.followedBy(table.name()).flatMap(catalog::table);
    return named
        .or(() -> builtIn)
        .or(() -> owner.map(it -> new Decided(decide(it).rule(), RuleOrigin.OWNER)))
        .orElseGet(() -> new Decided(rules.userDefined(), RuleOrigin.USER_DEFINED));
  }

  private Decided decide(Rule ofPreset) {
    return rules.builtIn() != null && ofPreset == Rule.OVERWRITE
        ? new Decided(rules.builtIn(), RuleOrigin.BUILT_IN)
        : new Decided(ofPreset, RuleOrigin.PRESET);
  }

  /** What a rule says, else what the preset knows to be the same everywhere, else the key. */
  private static List<String> match(
      Table table, Rule rule, Optional<TableRule> named, Optional<BuiltInTable> builtIn) {
    var wanted = named.map(TableRule::match).orElse(List.of());
    if (!wanted.isEmpty()) {
      return wanted;
    }
    var known = builtIn.map(BuiltInTable::match).orElse(List.of());
    return rule == Rule.OVERWRITE && !known.isEmpty() ? known : table.keyColumns();
  }

  private Optional<TableRule> namedRule(String table) {
    return rules.tables().stream().filter(it -> it.matches(table)).findFirst();
  }

  private void refusePatternsWithoutATable() {
    rules.tables().stream()
        .flatMap(it -> it.tables().stream())
        .distinct()
        .filter(it -> catalog.tables().stream().noneMatch(table -> it.matches(table.name())))
        .forEach(
            it ->
                findings.add(
                    Finding.refusal(
                        "no-such-table",
                        it.text(),
                        "no table of the schema has this name",
                        "correct the pattern, or take it out of the rules")));
    rules.casts().stream()
        .filter(it -> !hasColumn(it.table(), it.column()))
        .forEach(
            it ->
                findings.add(
                    Finding.refusal(
                        "no-such-column",
                        it.table() + "." + it.column(),
                        "casts names it, and there is none",
                        "correct it, or take it out of casts")));
  }

  private boolean hasColumn(String table, String column) {
    return catalog.table(table).stream()
        .flatMap(it -> it.columns().stream())
        .map(Column::name)
        .anyMatch(column::equals);
  }

  private void examine(TableChoice choice) {
    var name = choice.name();
    if (rules.tables().stream().filter(it -> it.matches(name)).count() > 1) {
      findings.add(
          Finding.refusal(
              "several-rules",
              name,
              "more than one rule names this table",
              "make the patterns such that one is left"));
    }
    if (choice.rule().takesRows() && rules.withheld().stream().anyMatch(it -> it.matches(name))) {
      findings.add(
          Finding.refusal(
              "exports-denied",
              name,
              "has the rule %s, but its environment lets no rows of it go (exports.deny)"
                  .formatted(choice.rule().word()),
              "give it SchemaOnly or Skip"));
    }
    if (choice.rule().takesRows() && builtIns.find(name).stream().anyMatch(it -> it.neverRows())) {
      findings.add(
          Finding.refusal(
              "rows-never-travel",
              name,
              "has the rule %s, but holds people or their credentials, which no release takes along"
                  .formatted(choice.rule().word()),
              "give it SchemaOnly or Skip"));
    }
    if (choice.rule() != Rule.SKIP) {
      findings.addAll(RuleLegality.of(choice, catalog));
    }
  }

  private record Decided(Rule rule, RuleOrigin origin) {}
}
