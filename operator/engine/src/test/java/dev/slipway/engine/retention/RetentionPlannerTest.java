package dev.slipway.engine.retention;

import static dev.slipway.engine.retention.Items.backup;
import static dev.slipway.engine.retention.Items.databaseOnly;
import static dev.slipway.engine.retention.Items.other;
import static dev.slipway.engine.retention.Items.pinned;
import static dev.slipway.engine.retention.Items.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Backups are named by their order, from 1; what is expected to stay by these names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 0 0 0 | UTC           | 2026-11-20T01:00:00Z 2026-11-21T01:00:00Z 2026-11-22T01:00:00Z | 2 3
          0 2 0 0 | UTC           | 2026-11-20T01:00:00Z 2026-11-21T01:00:00Z 2026-11-21T23:59:59Z 2026-11-22T00:00:00Z | 3 4
          0 2 0 0 | Europe/Berlin | 2026-11-20T01:00:00Z 2026-11-21T01:00:00Z 2026-11-21T23:59:59Z 2026-11-22T00:00:00Z | 2 4
          0 3 0 0 | UTC           | 2024-01-01T01:00:00Z 2025-01-01T01:00:00Z 2026-01-01T01:00:00Z | 1 2 3
          # the hour that comes twice, and the day without its third hour
          0 2 0 0 | Europe/Berlin | 2026-10-24T21:59:59Z 2026-10-24T22:00:00Z 2026-10-25T22:59:59Z 2026-10-25T23:00:00Z | 3 4
          0 2 0 0 | Europe/Berlin | 2026-03-28T22:59:59Z 2026-03-28T23:00:00Z 2026-03-29T21:59:59Z 2026-03-29T22:00:00Z | 3 4
          # Sunday and Monday; the last days of a year may be in the next one's first week
          0 0 2 0 | UTC           | 2026-11-14T10:00:00Z 2026-11-15T23:59:59Z 2026-11-16T00:00:00Z 2026-11-22T11:00:00Z | 2 4
          0 0 2 0 | UTC           | 2024-12-29T10:00:00Z 2024-12-30T10:00:00Z 2025-01-05T10:00:00Z | 1 3
          0 0 2 0 | UTC           | 2026-12-27T10:00:00Z 2026-12-28T10:00:00Z 2027-01-03T10:00:00Z | 1 3
          0 0 0 2 | UTC           | 2024-02-28T10:00:00Z 2024-02-29T23:59:59Z 2024-03-01T00:00:00Z | 2 3
          0 0 0 2 | Europe/Berlin | 2024-02-28T10:00:00Z 2024-02-29T23:59:59Z 2024-03-01T00:00:00Z | 1 3
          1 2 0 2 | UTC           | 2026-09-30T10:00:00Z 2026-10-30T10:00:00Z 2026-11-01T10:00:00Z 2026-11-20T10:00:00Z 2026-11-21T10:00:00Z | 2 4 5
          """)
  void countsInThePeriodsOfItsTimeZone(String counts, String zone, String times, String kept) {
    var count = Arrays.stream(counts.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    var policy =
        new RetentionPolicy(count[0], count[1], count[2], count[3], ZoneId.of(zone), null, 10);
    var all = times.split(" ", -1);
    var backups =
        IntStream.range(0, all.length)
            .mapToObj(it -> backup(String.valueOf(it + 1), all[it]))
            .toList();

    var decisions = RetentionPlanner.plan(backups, policy, List.of(), NOW);

    assertThat(kept(decisions))
        .containsExactlyInAnyOrder(
            Arrays.stream(kept.split(" ", -1)).map(it -> "crm/" + it).toArray(String[]::new));
    assertThat(decisions).allMatch(it -> !it.why().isEmpty());
  }

  @Test
  void neverTakesTheNewestTheNewestVerifiedThePinnedAndWhatAReleaseRefersTo() {
    var items =
        List.of(
            backup("referred", "2026-01-01T00:00:00Z"),
            pinned("pinned", "2026-01-02T00:00:00Z"),
            verified("verified-before", "2026-01-03T00:00:00Z"),
            verified("verified", "2026-01-04T00:00:00Z"),
            backup("none", "2026-01-05T00:00:00Z"),
            backup("newest", "2026-01-06T00:00:00Z"));

    var decisions = RetentionPlanner.plan(items, monthly(1, UTC), List.of("crm/referred"), NOW);

    assertThat(kept(decisions))
        .containsExactlyInAnyOrder("crm/newest", "crm/verified", "crm/pinned", "crm/referred");
    assertThat(why(decisions, "crm/verified")).contains("the newest that was verified");
    assertThat(why(decisions, "crm/referred")).contains("a release refers to it");
    assertThat(why(decisions, "crm/none")).containsExactly("month 2026-01 has a newer one");
  }

  @Test
  void keepsOneWithFilesThoughOnesWithoutAreNewer() {
    var items =
        List.of(
            backup("files", "2026-11-01T00:00:00Z"),
            databaseOnly("1", "2026-11-20T00:00:00Z"),
            databaseOnly("2", "2026-11-21T00:00:00Z"));

    var decisions = RetentionPlanner.plan(items, last(1), List.of(), NOW);

    assertThat(kept(decisions)).containsExactlyInAnyOrder("crm/files", "crm/2");
  }

  @Test
  void treatsEachEnvironmentByItself() {
    var items =
        List.of(
            backup("1", "2026-11-20T00:00:00Z"),
            other(ItemKind.BACKUP, "shop/1", "2026-11-21T00:00:00Z"));

    var decisions = RetentionPlanner.plan(items, last(1), List.of(), NOW);

    assertThat(kept(decisions)).containsExactlyInAnyOrder("crm/1", "shop/1");
  }

  @Test
  void keepsTheWaysBackOfRecentReleasesAndTheBackupsBesideThem() {
    var items =
        List.of(
            other(ItemKind.UNDO, "crm/run-1/undo-run-1-a.slipway", "2026-11-01T00:00:00Z"),
            other(ItemKind.UNDO, "crm/run-2/undo-run-2-a.slipway", "2026-11-02T00:00:00Z"),
            other(ItemKind.UNDO, "crm/run-2/undo-run-2-b.slipway", "2026-11-02T00:01:00Z"),
            other(ItemKind.UNDO, "crm/run-3/undo-run-3-a.slipway", "2026-11-03T00:00:00Z"),
            backup("run-2", "2026-11-02T00:00:00Z"),
            backup("newest", "2026-11-20T00:00:00Z"));
    var policy = new RetentionPolicy(1, 0, 0, 0, UTC, null, 2);

    var decisions = RetentionPlanner.plan(items, policy, List.of("crm/run-1"), NOW);
    var unreferred = RetentionPlanner.plan(items, policy, List.of(), NOW);

    assertThat(kept(decisions)).hasSize(items.size());
    assertThat(removed(unreferred)).containsExactly("crm/run-1/undo-run-1-a.slipway");
    assertThat(why(unreferred, "crm/run-2")).contains("the way back of its release is beside it");
  }

  @Test
  void keepsAllCheckpointsUntilItIsToldHowMany() {
    var items =
        List.of(
            other(ItemKind.CHECKPOINT, "crm/1", "2025-11-01T00:00:00Z"),
            other(ItemKind.CHECKPOINT, "crm/2", "2026-11-02T00:00:00Z"));

    var untold = RetentionPlanner.plan(items, last(1), List.of(), NOW);
    var told =
        RetentionPlanner.plan(items, new RetentionPolicy(1, 0, 0, 0, UTC, 1, 10), List.of(), NOW);

    assertThat(removed(untold)).isEmpty();
    assertThat(removed(told)).containsExactly("crm/1");
  }

  @Test
  void takesWhatNobodyHasFinishedForADayAndNothingThatItDoesNotKnow() {
    var items =
        List.of(
            other(ItemKind.INCOMPLETE, "crm/young", "2026-11-21T12:00:01Z"),
            other(ItemKind.INCOMPLETE, "crm/old", "2026-11-21T12:00:00Z"),
            other(ItemKind.HALF, "crm/going", "2026-11-22T11:00:01Z"),
            other(ItemKind.HALF, "crm/half", "2026-11-22T11:00:00Z"),
            other(ItemKind.UNREADABLE, "crm/damaged", "2020-01-01T00:00:00Z"),
            other(ItemKind.UNKNOWN, "crm/notes.txt", "2020-01-01T00:00:00Z"));

    var decisions = RetentionPlanner.plan(items, last(1), List.of(), NOW);

    assertThat(removed(decisions)).containsExactlyInAnyOrder("crm/old", "crm/half");
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,0,10", "-1,1,0,0,10", "1,0,0,0,-1"})
  void refusesAPolicyThatNobodyMeans(int last, int daily, int weekly, int monthly, int releases) {
    assertThatThrownBy(() -> new RetentionPolicy(last, daily, weekly, monthly, UTC, null, releases))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no policy to prune by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Atlantis", "", "CET/CEST"})
  void refusesAZoneThatIsNone(String zone) {
    assertThatThrownBy(() -> RetentionPolicy.zone(zone))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"})
  void agreesWithANaiveReadingOfThePolicy(String zone) {
    for (int seed = 0; seed < 400; seed++) {
      var random = new RandomStore(seed);
      var items = random.items();
      var policy = random.policy(ZoneId.of(zone));
      var referred = random.some(items);

      var decisions = RetentionPlanner.plan(items, policy, referred, NOW);

      assertThat(decisions).as("seed %s", seed).hasSameSizeAs(items);
      for (var decision : decisions) {
        assertThat(decision.kept())
            .as("seed %s, %s", seed, decision)
            .isEqualTo(NaiveRetention.keeps(decision.item(), items, policy, referred));
      }
    }
  }

  @Test
  void takesNothingMoreWhenItIsAskedAgain() {
    for (int seed = 0; seed < 400; seed++) {
      var random = new RandomStore(seed);
      var items = random.items();
      var policy = random.policy(BERLIN);

      var first = RetentionPlanner.plan(items, policy, List.of(), NOW);
      var left = first.stream().filter(Decision::kept).map(Decision::item).toList();

      assertThat(removed(RetentionPlanner.plan(left, policy, List.of(), NOW)))
          .as("seed %s", seed)
          .isEmpty();
    }
  }

  private static RetentionPolicy last(int count) {
    return new RetentionPolicy(count, 0, 0, 0, UTC, null, 10);
  }

  private static RetentionPolicy monthly(int count, ZoneId zone) {
    return new RetentionPolicy(0, 0, 0, count, zone, null, 10);
  }

  private static List<String> kept(List<Decision> decisions) {
    return decisions.stream().filter(Decision::kept).map(it -> it.item().location()).toList();
  }

  private static List<String> removed(List<Decision> decisions) {
    return decisions.stream().filter(it -> !it.kept()).map(it -> it.item().location()).toList();
  }

  private static List<String> why(List<Decision> decisions, String location) {
    return decisions.stream()
        .filter(it -> it.item().location().equals(location))
        .findFirst()
        .orElseThrow()
        .why();
  }
}
