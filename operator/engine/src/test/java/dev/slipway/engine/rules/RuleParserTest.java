package dev.slipway.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
  @Test
  void readsTheWordsOfAPlan() {
    var rules =
        RuleParser.parse(
            """
            {"builtIn": "Overwrite", "userDefined": "Skip",
             "tables": [{"tables": ["pages", "tpl_*"], "rule": "SchemaOnly"}]}""");

    assertThat(rules)
        .isEqualTo(
            new RuleSet(
                Rule.OVERWRITE,
                Rule.SKIP,
                List.of(
                    new TableRule(
                        List.of(new TablePattern("pages"), new TablePattern("tpl_*")),
                        Rule.SCHEMA_ONLY))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        """
        {"builtIn": "Preset", "userDefined": null, "tables": [], "casts": null, "accept": []}"""
      })
  void aPlanWithoutWordsTakesStructureOnly(String json) {
    assertThat(RuleParser.parse(json)).isEqualTo(new RuleSet(null, Rule.SCHEMA_ONLY, List.of()));
  }

  @Test
  void emptyFieldsOfARuleCountAsAbsent() {
    var rules =
        RuleParser.parse(
            """
            {"tables": [{"tables": ["a"], "rule": "Overwrite",
                         "match": null, "preserveColumns": [], "where": null}]}""");

    assertThat(rules.ruleFor("a")).isEqualTo(Rule.OVERWRITE);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var json =
        """
        {"userDefined": "Upsert", "casts": [1], "speed": 9, "tables": [
          {"tables": ["a*b"], "rule": "Replace", "where": "x", "color": "red"},
          {"tables": []}]}""";

    assertThatThrownBy(() -> RuleParser.parse(json))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.RULES_ILLEGAL))
        .hasMessageContainingAll(
            "userDefined: Upsert is not supported yet",
            "casts is not supported yet",
            "speed is unknown",
            "tables[0].tables: \"a*b\" is no name",
            "tables[0].rule: \"Replace\" is no rule",
            "tables[0].where is not supported yet",
            "tables[0].color is unknown",
            "tables[1].tables names no table",
            "tables[1].rule is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tables": [{"tables": ["a"], "rule": "InsertIgnore"}]}  | InsertIgnore is not supported
          {"tables": [{"tables": ["a"], "rule": "Skip", "match": ["b"]}]} | match is not supported
          {"tables": [{"tables": ["a"], "rule": "Skip", "preserveColumns": ["b"]}]} | preserveColumns
          {"tables": [{"tables": [7], "rule": "Skip"}]}            | 7 is no name
          {"tables": {"a": "Skip"}}                                | tables is not a list
          {"tables": ["a"]}                                        | tables[0] is not an object
          {"builtIn": 7}                                           | builtIn: 7 is no rule
          {"accept": ["x"]}                                        | accept is not supported
          ["Skip"]                                                 | not an object
          {"userDefined": "Skip", "userDefined": "Skip"}           | not JSON
          {"userDefined": "Skip"} {}                               | not JSON
          Skip                                                     | not JSON
          """)
  void refuses(String json, String finding) {
    assertThatThrownBy(() -> RuleParser.parse(json))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(finding);
  }
}
