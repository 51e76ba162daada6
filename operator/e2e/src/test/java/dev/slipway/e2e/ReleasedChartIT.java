package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chart as tools/chart packages it. */
class ReleasedChartIT {
  private static final String IMAGE = "registry.example:5000/slipway@sha256:" + "ab".repeat(32);

  private final Path folder = Scratch.folder("released-chart");

  @AfterEach
  void delete() {
    Scratch.delete(folder);
  }

  @Test
  void namesItsImageByDigest() {
    var packaged = Tool.ofRepository("tools/chart").run(IMAGE, folder.toString());

    var rendered =
        new Tool(Program.path("helm")).run("template", "x", packaged, "--kube-version", "1.35");
    assertThat(rendered).contains("image: " + IMAGE).doesNotContain("localhost/slipway");
  }

  @Test
  void isNotMadeForAnImageThatMayChange() {
    var refused =
        Tool.ofRepository("tools/chart")
            .tryRun("registry.example/slipway:1.0.0", folder.toString());

    assertThat(refused.status()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }
}
