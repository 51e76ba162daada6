package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of random apps, each in a schema of its own: what was released and taken back is as it was,
 * and what was taken back twice is as released. A message names the seed.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class UndoPropertyIT {
  private static final int PAIRS = 30;

  /** Fewer that go through would mean that chance makes nothing but refusals. */
  private static final int MOST = 12;

  private final PostgresInstallation installation;
  @TempDir private Path folder;

  UndoPropertyIT(PostgresInstallation installation) {
    this.installation = installation;
  }

  @Test
  void whatIsTakenBackIsAsItWasAndTwiceAsReleased() {
    var releases = new ThereAndBack(installation, folder);

    for (int seed = 1; seed <= PAIRS; seed++) {
      boolean heir = seed % 3 == 0;
      releases.go(
          "app" + seed,
          RandomApp.sql(new Random(seed), heir, 2),
          RandomApp.sql(new Random(seed + 1_000_000), heir, seed % 4),
          ReleaseFile.rules(seed % 2 == 0 ? Rule.SCHEMA_ONLY : Rule.OVERWRITE, "*"));
    }

    assertThat(releases.undone()).isGreaterThanOrEqualTo(MOST);
  }
}
