package dev.slipway.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  @Test
  void aTableWithoutARuleOfItsOwnIsUserDefined() {
    var rules = rules(Rule.SKIP, rule(Rule.OVERWRITE, "pages", "tpl_*"));

    var resolved = rules.resolve(List.of("orders", "pages", "tpl_", "tpl_mail", "page"));

    assertThat(resolved)
        .containsExactly(
            entry("orders", Rule.SKIP),
            entry("page", Rule.SKIP),
            entry("pages", Rule.OVERWRITE),
            entry("tpl_", Rule.OVERWRITE),
            entry("tpl_mail", Rule.OVERWRITE));
  }

  @Test
  void aPatternWithoutATableAndATableWithTwoRulesAreRefusedTogether() {
    var rules =
        rules(
            Rule.SKIP, rule(Rule.OVERWRITE, "pages", "gone"), rule(Rule.SCHEMA_ONLY, "pa*", "x*"));

    assertThatThrownBy(() -> rules.resolve(List.of("pages", "parts")))
        .hasMessageContainingAll(
            "no table matches gone", "no table matches x*", "pages has more than one rule");
  }

  @Test
  void aTableThatOneRuleMatchesTwiceHasOneRule() {
    var rules = rules(Rule.SKIP, rule(Rule.OVERWRITE, "pages", "pa*"));

    assertThat(rules.resolve(List.of("pages"))).containsExactly(entry("pages", Rule.OVERWRITE));
  }

  @Test
  void rowsThatAreWithheldAreRefusedAndStructureIsNot() {
    var rules =
        rules(Rule.OVERWRITE, rule(Rule.SCHEMA_ONLY, "users"))
            .withholding(patterns("users", "ord*"));

    assertThatThrownBy(() -> rules.resolve(List.of("orders", "pages", "users")))
        .hasMessageContaining("orders has the rule Overwrite")
        .message()
        .doesNotContain("users", "pages");
  }

  private static RuleSet rules(Rule userDefined, TableRule... tables) {
    return new RuleSet(null, userDefined, List.of(tables));
  }

  private static TableRule rule(Rule rule, String... patterns) {
    return new TableRule(patterns(patterns), rule);
  }

  private static List<TablePattern> patterns(String... patterns) {
    return Arrays.stream(patterns).map(TablePattern::new).toList();
  }
}
