package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class LedgerScriptIT {
  private static final String NASTY = "it's \\ {\"a\": \"ü 🚢\"} ? $1 :name \n";

  private final AppDatabase database;

  LedgerScriptIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void whatItEntersTheLedgerFinds() throws SQLException {
    var token = draw(1);
    var entry = new LedgerEntry("run", "step", "env", "sha256:0", token.number(), NASTY);

    for (var setting : new String[] {"on", "off"}) {
      run("DELETE FROM slipway.ledger");
      run(
          "SET standard_conforming_strings = " + setting,
          "SET search_path = ''",
          new LedgerScript(token).recordBackend(),
          new LedgerScript(token).hold(),
          new LedgerScript(token).enter(entry));

      try (var session = database.sessions().open()) {
        assertThat(Ledger.find(session, "run", "step")).contains(entry);
      }
    }
  }

  @Test
  void itFailsOnceASuccessorHasDrawn() {
    var first = draw(1);
    draw(2);

    assertThatThrownBy(() -> run(new LedgerScript(first).hold()))
        .hasMessageContaining("another worker has taken over");
  }

  private FencingToken draw(int number) {
    try (var tenure =
        Tenure.begin(database.sessions()::open, new Attempt("run", "step", number, "env"))) {
      return tenure.token();
    }
  }

  private void run(String... statements) throws SQLException {
    try (var session = database.sessions().open()) {
      runOver(session, statements);
    }
  }

  private static void runOver(Connection session, String... statements) throws SQLException {
    try (var statement = session.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
