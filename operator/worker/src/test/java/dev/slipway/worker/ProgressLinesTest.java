package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.progress.ProgressMark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void theFirstAndTheLastLineOfEveryStepAreWritten() {
    try (var lines = lines(NEVER)) {
      for (int done = 1; done <= 5; done++) {
        lines.at(new ProgressMark("build", done, 5, "tables"));
      }
      lines.at(new ProgressMark("upload", 1, 0, "bytes"));
      lines.at(new ProgressMark("upload", 2, 0, "bytes"));
    }

    assertThat(written.toString(UTF_8).lines())
        .containsExactly(
            line("build", 1, 5, "tables"),
            line("build", 5, 5, "tables"),
            line("upload", 1, 0, "bytes"),
            line("upload", 2, 0, "bytes"));
  }

  @Test
  void aLineIsWrittenOnceItsPauseIsOver() {
    var lines = lines(Duration.ZERO);

    lines.at(new ProgressMark("build", 1, 3, "tables"));
    lines.at(new ProgressMark("build", 2, 3, "tables"));

    assertThat(written.toString(UTF_8).lines()).hasSize(2);
  }

  private ProgressLines lines(Duration pause) {
    return new ProgressLines(new PrintStream(written, true, UTF_8), pause);
  }

  private static String line(String step, int done, int total, String unit) {
    return "{\"progress\":{\"step\":\"%s\",\"done\":%s,\"total\":%s,\"unit\":\"%s\"}}"
        .formatted(step, done, total, unit);
  }
}
