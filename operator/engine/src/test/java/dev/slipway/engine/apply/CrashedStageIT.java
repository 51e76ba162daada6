package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash of the server empties unlogged tables, and says so to nobody. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class CrashedStageIT {
  private static final Attempt ATTEMPT = new Attempt("run", "preview", 1, "environment");

  private final PostgresInstallation installation;
  @TempDir private Path folder;

  CrashedStageIT(PostgresInstallation installation) {
    this.installation = installation;
  }

  @Test
  void rowsThatACrashTookAreLoadedAgain() {
    try (var server = PostgresServer.start(installation)) {
      var source = AppDatabase.freshOn(server);
      var target = AppDatabase.freshOn(server);
      source.run("CREATE TABLE pages AS SELECT n AS id FROM generate_series(1, 500) AS n");
      target.run("CREATE TABLE pages (id int); INSERT INTO pages VALUES (-1)");
      var file = ReleaseFile.overwriting(source, folder, "pages");
      Releases.migration(target).preview(file, ATTEMPT);
      var staged = "SELECT count(*) FROM slipway_stage_run.rows_1";
      assertThat(target.value(staged)).isEqualTo("500");

      source.run("CREATE SCHEMA that_has_all_before_it_written_to_disk");
      server.kill();
      server.restart();

      assertThat(target.value(staged)).isEqualTo("0");
      Releases.apply(target, file);
      assertThat(target.rows("public")).isEqualTo(source.rows("public"));
    }
  }
}
