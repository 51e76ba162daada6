package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class TenureIT {
  private static final String ENDS = "SELECT ended_at IS NOT NULL FROM slipway.run ORDER BY token";

  private final AppDatabase database;

  TenureIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void itsEndIsNoted() {
    var tenure = begin(1);
    assertThat(database.values(ENDS)).containsExactly("f");

    tenure.close();

    assertThat(database.values(ENDS)).containsExactly("t");
  }

  @Test
  void theNextOneHasAHigherToken() {
    try (var first = begin(1);
        var second = begin(2)) {
      assertThat(second.token().number()).isGreaterThan(first.token().number());
    }
  }

  private Tenure begin(int number) {
    return Tenure.begin(database.sessions()::open, new Attempt("run", "apply", number, "env"));
  }
}
