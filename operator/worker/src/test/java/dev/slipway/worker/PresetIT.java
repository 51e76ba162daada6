package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Built;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an order knows of the app, as far as a build goes by it. */
class PresetIT {
  private static final String TABLES =
      "CREATE TABLE app_pages (name text PRIMARY KEY, body text);"
          + "INSERT INTO app_pages VALUES ('home', 'new'), ('about', '');";
  private static final String PAGES =
      """
      tables:
        - {table: pages, rule: Overwrite, merged: Upsert}
      """;

  private final WorkerBench bench = new WorkerBench();
  private final Database source = WorkerBench.database(TABLES);
  private final Path folder = Scratch.folder("preset");

  @Test
  void anExtensionSaysHowTheAppsOwnTablesTravel() throws IOException {
    Files.writeString(folder.resolve("preset.yaml"), PAGES);
    Files.writeString(Files.createDirectory(folder.resolve("..data")).resolve("x"), "no YAML: [");

    var built = bench.knowing(known()).done(bench.build(source, "{}"), Built.class);

    assertThat(built.rows()).isEqualTo(2);
  }

  @Test
  void withoutItTheyAreLikeTheUsersTables() {
    assertThat(bench.done(bench.build(source, "{}"), Built.class).rows()).isZero();
  }

  @Test
  void anExtensionThatIsNotThereIsAskedFor() {
    var report = bench.knowing(known()).carryOut(bench.build(source, "{}"));

    assertThat(report.reason()).isEqualTo("RulesIllegal");
    assertThat(report.message()).contains("ConfigMap", "presetExtension");
  }

  @Test
  void anUnknownPresetIsRefusedWithTheNamesThereAre() {
    var unknown = new AppKnowledge("wordpress", null, "", false);

    var report = bench.knowing(unknown).carryOut(bench.build(source, "{}"));

    assertThat(report.message()).contains("wordpress", "nocobase");
  }

  private AppKnowledge known() {
    return new AppKnowledge(null, folder.toString(), "app_", false);
  }
}
