package dev.slipway.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {
  @ParameterizedTest
  @CsvSource({
    "pages, pages, true",
    "pages, page, false",
    "pages, Pages, false",
    "tpl_*, tpl_, true",
    "tpl_*, tpl_mail, true",
    "tpl_*, atpl_mail, false",
    "*_path, main_tree_path, true",
    "main_*_path, main_tree_path, true",
    "main_*_path, main_path, false",
    "a.c, abc, false",
    "'a\\Eb*', 'a\\Ebc', true",
    "*, anything, true"
  })
  void aStarStandsForAnyCharacters(String pattern, String table, boolean matches) {
    assertThat(new TablePattern(pattern).matches(table)).isEqualTo(matches);
  }
}
