package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every major of the server that is here, as far as there are clients for it. */
class MajorsIT {
  private final BackupBench bench = new BackupBench();

  @ParameterizedTest
  @MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
  void comesBackByTheClientOfItsMajorOrTheNext(PostgresInstallation installation)
      throws SQLException {
    assumeThat(hasClient(installation)).as("left out: no client for " + installation).isTrue();
    var app = SampleApp.on(PostgresServer.shared(installation));
    app.run(SampleApp.sample());
    var before = app.hashes();

    var manifest = bench.backUp(app);
    app.run("DELETE FROM app.customers");
    bench.restore(app);

    assertThat(manifest.database().serverMajor()).isEqualTo(installation.major());
    assertThat(manifest.database().client()).isGreaterThanOrEqualTo(installation.major());
    assertThat(app.hashes()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
  void aServerNewerThanAllClientsIsRefusedWithThePackageToInstall(PostgresInstallation installation)
      throws SQLException {
    assumeThat(hasClient(installation)).as("there is a client for " + installation).isFalse();
    var app = SampleApp.on(PostgresServer.shared(installation));
    app.run(SampleApp.sample());

    var refused = Failures.of(() -> bench.backUp(app));

    assertThat(refused.code()).isEqualTo(FailureCode.CLIENT_UNSUITABLE);
    assertThat(refused).hasMessageContaining("install postgresql-client-" + installation.major());
    assertThat(bench.store().list("")).isEqualTo(List.of());
  }

  private static boolean hasClient(PostgresInstallation installation) {
    try {
      return PostgresClients.installed().forMajor(installation.major()).major() > 0;
    } catch (EngineException _) {
      return false;
    }
  }
}
