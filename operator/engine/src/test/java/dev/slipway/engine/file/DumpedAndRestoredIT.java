package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.bench.PostgresPrograms;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import org.junit.jupiter.api.Test;

/** A database and its restored dump have the same content, and so the same file. */
class DumpedAndRestoredIT {
  private static final PostgresInstallation INSTALLATION = PostgresInstallation.oldest();

  @Test
  void aDumpAndItsRestoreUnderAnotherOwnerGiveTheSameBytes() {
    var original = NocoBaseSample.development(AppDatabase.fresh(INSTALLATION));

    assertSameFile(original, PostgresPrograms.copy(original, INSTALLATION));
  }

  @Test
  void soDoesARealNocoBase() {
    var original = NocoBaseFixture.load("nb_dev", INSTALLATION);

    assertSameFile(original, PostgresPrograms.copy(original, INSTALLATION));
  }

  private static void assertSameFile(AppDatabase original, AppDatabase copy) {
    copy.run(
        "ALTER DATABASE \"%s\" SET TimeZone = 'Asia/Kathmandu'; ALTER DATABASE \"%1$s\" SET DateStyle = 'German'"
            .formatted(copy.name()));

    assertThat(copy.owner()).isNotEqualTo(original.owner());
    assertThat(build(copy).digest()).isEqualTo(build(original).digest());
  }

  private static BuiltFile build(AppDatabase app) {
    var rules = RuleParser.parse("{\"userDefined\": \"Overwrite\"}");
    return MigrationFileBuilder.build(
        app.sessions(),
        new BuildRequest("public", rules, Presets.named("nocobase"), Naming.PLAIN),
        Scratch.folder("build"),
        ProgressSink.NONE);
  }
}
