package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid input syntax for type integer: \"hunter2\"",
        "invalid input syntax for type integer: \"two \"hunter2\" here\"",
        "value \"hunter2\" is out of range for type integer",
        "invalid input syntax for type date: \"hunter2\nhunter2\""
      })
  void quotesNoValueThatDoesNotFit(String message) {
    var failure = SqlFailure.of(answer("22P02", message, "hunter2"), "target");

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

  /** What was committed may be reported as refused otherwise. */
  @Test
  void aLineThatBreaksAtTheDriversLeaveIsALostConnection() {
    var leave =
        new PSQLException(
            "Unable to close connection properly",
            PSQLState.UNKNOWN_STATE,
            new SocketException("Connection reset by peer"));

    assertThat(SqlFailure.codeOf(leave)).isEqualTo(FailureCode.CONNECTION_LOST);
  }

  private static PSQLException answer(String state, String message, String detail) {
    return new PSQLException(
        new ServerErrorMessage("SERROR\0C%s\0M%s\0D%s\0\0".formatted(state, message, detail)));
  }
}
