package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.work.WorkerLine.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerLineTest {
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void grantsAsManyAsThereAreFreePlaces() {
    var line = line(3, 3, Map.of("a", 1), "b1", "c1", "d1");

    assertThat(turns(line)).containsExactly("granted", "granted", "number 3");
  }

  @Test
  void letsNobodyPassThoseWhoWereThereBefore() {
    var line = line(1, 3, Map.of("a", 1), "b1", "c1");

    assertThat(turns(line)).containsExactly("number 1", "number 2");
  }

  /** The first one has three wishes before the others have one. */
  @Test
  void servesEnvironmentsInTurn() {
    var line = line(3, 3, Map.of("x", 3), "a1", "a2", "a3", "b1", "c1");

    assertThat(turns(line))
        .containsExactly("number 1", "number 4", "number 5", "number 2", "number 3");
  }

  @Test
  void servesThoseFirstWhoHaveLess() {
    var line = line(3, 3, Map.of("a", 2, "x", 1), "a1", "b1");

    assertThat(turns(line)).containsExactly("number 2", "number 1");
  }

  @Test
  void keepsAnEnvironmentWithinItsLimitAndOthersGoAhead() {
    var line = line(9, 2, Map.of("a", 1), "a1", "a2", "b1");

    assertThat(turns(line)).containsExactly("granted", "number 3", "granted");
  }

  @Test
  void grantsNothingWhileMoreRunThanMay() {
    var line = line(2, 3, Map.of("a", 3), "b1");

    assertThat(turns(line)).containsExactly("number 1");
  }

  @ParameterizedTest
  @CsvSource({"10, number 10 in line", "11, behind more than 10", "27, behind more than 20"})
  void saysWhereOneIsWithoutChangingItsWordsAtEachStep(int position, String words) {
    var turn = new Turn.InLine(position, WorkerLimits.DEFAULT);

    assertThat(turn.inWords()).startsWith("a free worker: " + words).contains("at most 20");
    assertThat(turn.askAgainAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  private static WorkerLine line(
      int cluster, int environment, Map<String, Integer> running, String... jobs) {
    return new WorkerLine(
        new WorkerLimits(cluster, environment),
        running,
        Stream.iterate(0, i -> i < jobs.length, i -> i + 1)
            .map(i -> new Wish(jobs[i], jobs[i].substring(0, 1), START.plusSeconds(i), START))
            .toList());
  }

  private static List<String> turns(WorkerLine line) {
    return line.waiting().stream()
        .map(Wish::job)
        .map(line::turnOf)
        .map(WorkerLineTest::words)
        .toList();
  }

  private static String words(Turn turn) {
    return switch (turn) {
      case Turn.Granted _ -> "granted";
      case Turn.InLine it -> "number " + it.position();
    };
  }
}
