package dev.slipway.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypePairTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          character varying(5)           | character varying(9)
          character varying(5)           | text
          text                           | character varying
          numeric(5,2)                   | numeric(9,2)
          numeric(5,2)                   | numeric
          timestamp(3) without time zone | timestamp(6) without time zone
          timestamp without time zone    | timestamp with time zone
          """)
  void someChangesReadNoRow(String from, String to) {
    var pair = TypePair.of(from, to);

    assertThat(pair.isAtOnce()).isTrue();
    assertThat(pair.isSafe()).isTrue();
    assertThat(pair.mayLose()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          character varying(9) | character varying(5)
          text                 | character varying(5)
          character(5)         | text
          integer              | bigint
          integer              | text
          numeric(9,2)         | numeric(9,3)
          json                 | jsonb
          character varying(5)[] | character varying(9)[]
          """)
  void othersReadThemAll(String from, String to) {
    var pair = TypePair.of(from, to);

    assertThat(pair.isAtOnce()).isFalse();
    assertThat(pair.mayLose()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric(9,3)                | numeric(9,2)
          numeric                     | numeric(9,2)
          numeric                     | integer
          double precision            | integer
          double precision            | numeric
          double precision            | real
          bigint                      | double precision
          timestamp without time zone | timestamp(0) without time zone
          timestamp with time zone    | date
          interval                    | interval(0)
          """)
  void andSomeMayLose(String from, String to) {
    var pair = TypePair.of(from, to);

    assertThat(pair.mayLose()).isTrue();
    assertThat(pair.isSafe()).isFalse();
  }

  @Test
  void textsHaveALimitOnceItIsNarrower() {
    assertThat(TypePair.of("text", "character varying(5)").limit()).hasValue(5);
    assertThat(TypePair.of("integer", "character(3)").limit()).hasValue(3);
    assertThat(TypePair.of("character varying(3)", "character varying(5)").limit()).isEmpty();
    assertThat(TypePair.of("text", "character varying(5)[]").limit()).isEmpty();
  }
}
