package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "22P02 ~ invalid input syntax for type integer: \"hunter2\"",
        "22P02 ~ invalid input syntax for type integer: \"two \"hunter2\" here\"",
        "22003 ~ value \"hunter2\" is out of range for type integer",
        "22007 ~ invalid input syntax for type date: \"hunter2\n\"",
      })
  void quotesNoValueThatDoesNotFit(String state, String message) {
    var failure = SqlFailure.of(answer(state, message, "hunter2"), "target");

    assertThat(failure)
        .hasMessageContaining("(a value)")
        .hasMessageEndingWith("(target)")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void quotesNamesAndLeavesOutTheDetail() {
    var failure =
        SqlFailure.of(
            answer("23505", "duplicate key violates \"orders_no_key\"", "Key (no)=(hunter2)"),
            "target");

    assertThat(failure).hasMessage("duplicate key violates \"orders_no_key\" (target)");
  }

  private static PSQLException answer(String state, String message, String detail) {
    return new PSQLException(
        new ServerErrorMessage("SERROR\0C%s\0M%s\0D%s\0\0".formatted(state, message, detail)));
  }
}
