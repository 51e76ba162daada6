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
 */
public record RuleSet(@Nullable Rule builtIn, Rule userDefined, List<TableRule> tables) {
  public RuleSet {
    tables = List.copyOf(tables);
  }

  public Rule ruleFor(String table) {
    return rulesFor(table).stream().findFirst().map(TableRule::rule).orElse(userDefined);
  }

  /**
   * The rule of each of these tables, which are all there are. Fails with RULES_ILLEGAL, naming
   * every pattern that matches none of them and every table that several rules match.
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
      resolved.put(table, ruleFor(table));
    }
    RuleFindings.refuse(findings);
    return resolved;
  }

  private List<TableRule> rulesFor(String table) {
    return tables.stream().filter(it -> it.matches(table)).toList();
  }
}
