package dev.slipway.engine.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a release.
 *
 * @param builtIn for the app's own tables; absent: as the preset says. Without a preset no table is
 *     the app's own
 * @param userDefined for every other table that has no rule of its own
 * @param withheld tables whose rows stay where they are, whatever a rule says
 */
public record RuleSet(
    @Nullable Rule builtIn, Rule userDefined, List<TableRule> tables, List<TablePattern> withheld) {
  public RuleSet {
    tables = List.copyOf(tables);
    withheld = List.copyOf(withheld);
  }

  public RuleSet(@Nullable Rule builtIn, Rule userDefined, List<TableRule> tables) {
    this(builtIn, userDefined, tables, List.of());
  }

  /** The same rules for a source that withholds the rows of some tables. */
  public RuleSet withholding(List<TablePattern> patterns) {
    return new RuleSet(builtIn, userDefined, tables, patterns);
  }

  public Rule ruleFor(String table) {
    return rulesFor(table).stream().findFirst().map(TableRule::rule).orElse(userDefined);
  }

  /**
   * The rule of each of these tables, which are all there are. Fails with RULES_ILLEGAL, naming
   * every pattern that matches none of them, every table that several rules match, and every one
   * whose rows a rule would take though they are withheld.
   */
  public SortedMap<String, Rule> resolve(Collection<String> present) {
    var findings = new ArrayList<String>();
    tables.stream()
        .flatMap(it -> it.tables().stream())
        .filter(pattern -> present.stream().noneMatch(pattern::matches))
        .forEach(it -> findings.add("no table matches " + it.text()));
    var resolved = new TreeMap<String, Rule>();
    for (var table : present) {
      if (rulesFor(table).size() > 1) {
        findings.add(table + " has more than one rule");
      }
      var rule = ruleFor(table);
      if (rule.takesRows() && withheld.stream().anyMatch(it -> it.matches(table))) {
        findings.add(
            "%s has the rule %s, but its environment lets no rows of it go (exports.deny)"
                .formatted(table, rule.word()));
      }
      resolved.put(table, rule);
    }
    RuleFindings.refuse(findings);
    return resolved;
  }

  private List<TableRule> rulesFor(String table) {
    return tables.stream().filter(it -> it.matches(table)).toList();
  }
}
