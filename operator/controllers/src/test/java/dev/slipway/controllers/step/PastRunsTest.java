package dev.slipway.controllers.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.RunStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastRunsTest {
  /** The record comes after the end. */
  @Test
  void whatIsLearntOfARunTakesThePlaceOfWhatWasKnown() {
    var ended = new PastRuns("again", List.of()).withEnd("Succeeded", null);

    assertThat(new PastRuns("again", ended).withEnd("Succeeded", "s3://r"))
        .containsExactly(new RunStatus("again", "Succeeded", "s3://r"));
  }

  @Test
  void onlyTheLastAreKept() {
    var ended =
        IntStream.range(0, 40).mapToObj(it -> new RunStatus("n" + it, "Failed", null)).toList();

    assertThat(new PastRuns("last", ended).withEnd("Succeeded", null))
        .hasSize(32)
        .startsWith(new RunStatus("n9", "Failed", null))
        .endsWith(new RunStatus("last", "Succeeded", null));
  }
}
