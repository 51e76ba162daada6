package dev.slipway.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "archived = false",
        "name = ';)' AND note <> '--'",
        "name = 'it''s (' OR \"a;b\" = 1",
        "name LIKE E'\\'; DROP' AND (a > 1)",
        "name = 'a\\' AND b = ')'",
        "body = $$ a ; -- ) $$",
        "body = $tag$ $$ ; $tag$",
        "a$b = 1 AND a - -1 > 0",
        "name = E'a'' \\' ;'",
        "payload #>> '{a,b}' IS NOT NULL"
      })
  void takesASingleExpression(String text) {
    assertThat(SqlExpression.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          true; DROP TABLE users                 | semicolon
          true) OR (true                         | closes a parenthesis
          (true                                  | never closed
          true -- and no more                    | comment
          true /* really */                      | comment
          name = 'a                              | never closed
          name = "a                              | never closed
          name = $$ a                            | never closed
          name = $1                              | parameter
          name = 'a\\'; DROP TABLE users; --'    | semicolon
          """)
  void refusesWhatIsMoreThanOne(String text, String fault) {
    assertThat(SqlExpression.fault(text)).hasValueSatisfying(it -> assertThat(it).contains(fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a = E'x'\n'\\' ; --'"})
  void refusesWhatCannotBeReadForSure(String text) {
    assertThat(SqlExpression.fault(text)).isPresent();
  }
}
