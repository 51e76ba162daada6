package dev.slipway.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "> 0, 1, true",
        "> 0, 0, false",
        ">0, 0.5, true",
        ">= 3, 3.00, true",
        ">= 3, 2.99, false",
        "< 3, 2, true",
        "< 3, 3, false",
        "<= 3, 3, true",
        "<= 3, 4, false",
        "!= 3, 4, true",
        "!= 3, 3.0, false",
        "= 3, 3.0, true",
        "= 3, 4, false",
        "> -2, -1, true",
        "3, 3, true",
        "3, 3.00, true",
        "3, 1e0, false",
        "3, 33, false",
        "3, abc, false",
        "> 0, abc, false",
        "!= 3, abc, false",
        "abc, abc, true",
        "abc, ABC, false",
        "true, true, true",
        "> abc, > abc, true",
        "> abc, b, false",
        "12345678901234567890.1, 12345678901234567890.1, true",
        "12345678901234567890.1, 12345678901234567890.2, false",
      })
  void numbersAreComparedAsNumbersAndAllElseAsText(String expected, String answer, boolean isMet) {
    assertThat(new Expectation(expected).isMetBy(answer)).isEqualTo(isMet);
  }

  @Test
  void noAnswerMeetsNothing() {
    assertThat(new Expectation("!= 3").isMetBy(null)).isFalse();
    assertThat(new Expectation("null").isMetBy(null)).isFalse();
  }
}
