package dev.slipway.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Acceptance;
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

    assertThat(rules.tables())
        .containsExactly(new TableRule(List.of(new TablePattern("a")), Rule.OVERWRITE));
  }

  @Test
  void readsEveryFieldOfAPlan() {
    var rules =
        RuleParser.parse(
            """
            {"tables": [{"tables": ["categories", "tpl_*"], "rule": "Upsert", "match": ["code"],
                         "preserveColumns": ["sort"], "where": "archived = false"}],
             "casts": [{"column": "orders.quantity", "using": "quantity::integer"}],
             "accept": [{"finding": "literal-secret:storages", "reason": "public test key"}]}""");

    assertThat(rules)
        .isEqualTo(
            new RuleSet(
                null,
                Rule.SCHEMA_ONLY,
                List.of(
                    new TableRule(
                        List.of(new TablePattern("categories"), new TablePattern("tpl_*")),
                        Rule.UPSERT,
                        List.of("code"),
                        List.of("sort"),
                        "archived = false")),
                List.of(new Cast("orders", "quantity", "quantity::integer")),
                List.of(new Acceptance("literal-secret:storages", "public test key")),
                List.of()));
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndEachWithItsPlace() {
    var json =
        """
        {"userDefined": "Replace", "casts": [1, {"column": "quantity", "using": "1"}], "speed": 9,
         "accept": [{"finding": "a:b"}], "tables": [
          {"tables": ["a"], "rule": "Overwrite", "match": ["b"], "color": "red"},
          {"tables": []}]}""";

    assertThatThrownBy(() -> RuleParser.parse(json))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.code()).isEqualTo(FailureCode.RULES_ILLEGAL);
              assertThat(e.findings())
                  .extracting(it -> it.place() + " " + it.what())
                  .contains(
                      "rules speed is unknown",
                      "rules userDefined: \"Replace\" is no rule",
                      "casts[0] is not an object",
                      "casts[1] column is no table.column",
                      "accept[0] reason is missing or no text",
                      "tables[0] color is unknown",
                      "tables[0] match belongs to Upsert and InsertIgnore",
                      "tables[1] names no table",
                      "tables[1] rule is missing");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tables": [{"tables": ["a"], "rule": "Skip", "match": ["b"]}]} | match belongs to
          {"tables": [{"tables": ["a"], "rule": "Skip", "where": "b"}]} | where belongs to
          {"tables": [{"tables": ["a"], "rule": "Skip", "preserveColumns": ["b"]}]} | preserveColumns
          {"tables": [{"tables": ["a"], "rule": "Upsert", "where": 7}]} | where is missing or no text
          {"tables": [{"tables": [7], "rule": "Skip"}]}            | no name: 7
          {"tables": {"a": "Skip"}}                                | tables is not a list
          {"tables": ["a"]}                                        | tables[0]: is not an object
          {"builtIn": 7}                                           | builtIn: 7 is no rule
          {"accept": ["x"]}                                        | accept[0]: is not an object
          {"casts": [{"column": "a.b.c", "using": "1"}]}           | no table.column
          {"casts": [{"column": "a.b", "using": "1"}, {"column": "a.b", "using": "2"}]} | a.b stands
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
