package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.fence.DatabaseFence;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reopen prints, and the runbook has, typed in by somebody whose session is new. */
class FenceByHandIT {
  private static final String SHOW = "SHOW default_transaction_read_only";

  private final Database database;

  FenceByHandIT() throws SQLException {
    database = PostgresServer.shared(PostgresInstallation.oldest()).freshDatabase();
  }

  @Test
  void aNewSessionMayWriteAgain() throws SQLException {
    CommandLineBench.execute(database, "CREATE TABLE notes (text text)");
    raiseFence();
    assertThatThrownBy(() -> CommandLineBench.execute(database, "INSERT INTO notes VALUES ('a')"))
        .hasMessageContaining("read-only");

    typeIn(ReopenCommand.LOWERING);

    CommandLineBench.execute(database, "INSERT INTO notes VALUES ('a')");
    assertThat(CommandLineBench.read(database, "SELECT count(*) FROM slipway.fence"))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"on", "off"})
  void whatWasSetBeforeIsSetAgain(String before) throws SQLException {
    set(before);
    raiseFence();

    typeIn(ReopenCommand.LOWERING);

    assertThat(CommandLineBench.read(database, SHOW)).isEqualTo(before);
  }

  private void set(String value) throws SQLException {
    CommandLineBench.execute(
        database,
        "ALTER DATABASE \"%s\" SET default_transaction_read_only = %s"
            .formatted(database.name(), value));
  }

  private void raiseFence() throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      new DatabaseFence(session, Set.of(), Duration.ofSeconds(10)).raise();
    }
  }

  /** As psql does: one session, each statement by itself. */
  private void typeIn(List<String> lines) throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      for (var sql : statements(lines)) {
        statement.execute(sql);
      }
    }
  }

  /** One that goes over several lines is indented. */
  private static List<String> statements(List<String> lines) {
    var statements = new ArrayList<String>();
    var one = new StringBuilder();
    for (var line : lines) {
      one.append(line).append('\n');
      if (line.endsWith(";") && !line.startsWith(" ")) {
        statements.add(one.toString());
        one.setLength(0);
      }
    }
    return statements;
  }
}
