package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For how long an app will be closed, as approvers are told. */
class EstimateTest {
  private static final Instant THEN = Instant.parse("2026-11-20T09:00:00Z");
  private static final String TARGET = "crm-prod";
  private static final Previewed MADE =
      new Previewed("sha256:" + "cd".repeat(32), "s3://p.json", 1, 2, 3, 4, 0, null, 2000L, null);

  @Test
  void isGuessedWhereNothingWasReleasedYet() {
    assertThat(closed(ofSize("500Mi"))).isEqualTo(Duration.ofSeconds(30 + 20 + 2));
  }

  @Test
  void isWhatTheAppTookLastTimeLessWhatWasOfThatReleaseAlone() {
    var status =
        succeeded(
            THEN,
            400,
            Map.of("BackUp", 40, "Apply", 100, "Soak", 60, "AwaitSignOff", 120, "Validate", 7));

    assertThat(closed(ofSize("500Mi").beside(TARGET, status)))
        .isEqualTo(Duration.ofSeconds(80 + 40 + 2));
  }

  @Test
  void doesNotExpectABackupToBeQuickerThanItsSizeLets() {
    var small = succeeded(THEN, 85, Map.of("BackUp", 5));

    assertThat(closed(ofSize("5000Mi").beside(TARGET, small)))
        .isEqualTo(Duration.ofSeconds(80 + 200 + 2));
  }

  @Test
  void goesByTheQuickestOfTheLastThree() {
    var fixture =
        ofSize("0Mi")
            .beside(TARGET, succeeded(THEN.plusSeconds(3), 3600, Map.of()))
            .beside(TARGET, succeeded(THEN, 10, Map.of()))
            .beside(TARGET, succeeded(THEN.plusSeconds(1), 70, Map.of()))
            .beside(TARGET, succeeded(THEN.plusSeconds(2), 50, Map.of()));

    assertThat(closed(fixture)).isEqualTo(Duration.ofSeconds(50 + 2));
  }

  @Test
  void learnsNothingFromWhatDidNotSucceedOrIsOfAnotherTarget() {
    var failed =
        Map.<String, Object>of("phase", "Failed", "finishedAt", THEN, "maintenanceSeconds", 9);
    var answered = new HashMap<>(succeeded(THEN, 9000, Map.of()));
    answered.put("resolvedNonce", "1");
    var alreadyThere = Map.<String, Object>of("phase", "Succeeded", "finishedAt", THEN);
    var fixture =
        ofSize("0Mi")
            .beside(TARGET, failed)
            .beside(TARGET, alreadyThere)
            .beside(TARGET, answered)
            .beside(TARGET, Map.of())
            .beside("crm-other", succeeded(THEN, 9, Map.of()));

    assertThat(closed(fixture)).isEqualTo(Duration.ofSeconds(30 + 2));
  }

  @Test
  void hasNoBackupWhereThePlanHasNone() {
    var fixture = ofSize("5000Mi").spec(Map.of("backup", "Skip"));
    fixture.beside(TARGET, succeeded(THEN, 85, Map.of("BackUp", 5)));

    assertThat(closed(fixture)).isEqualTo(Duration.ofSeconds(80 + 2));
  }

  /** Once it is told it stays, whatever others do meanwhile. */
  @Test
  void standsOnceThePreviewIsMade() {
    var made = new Reported(WorkReport.done("made", MADE), THEN);
    var seen =
        aRelease()
            .at("Approve")
            .previewed(MADE.preview(), "9m9s")
            .attempt("Preview", 1, made)
            .view();

    var status = new ReleaseStatuses(seen, new ReleasePlanner().next(seen)).status();

    assertThat(status.preview()).isEqualTo(seen.status().preview());
  }

  /** A release whose change takes two seconds. */
  private static Duration closed(ReleaseFixtures release) {
    return Estimate.closed(MADE, release.view());
  }

  private static ReleaseFixtures ofSize(String size) {
    return aRelease().seenAs(Map.of("database", Map.of("size", size)), Map.of());
  }

  private static Map<String, Object> succeeded(
      Instant finished, int closedFor, Map<String, Integer> steps) {
    return Map.of(
        "phase",
        "Succeeded",
        "finishedAt",
        finished,
        "maintenanceSeconds",
        closedFor,
        "steps",
        steps.entrySet().stream()
            .map(it -> step(it.getKey(), finished.minusSeconds(closedFor), it.getValue()))
            .toList());
  }

  private static Map<String, Object> step(String name, Instant start, int seconds) {
    return Map.of(
        "name",
        name,
        "state",
        "Done",
        "startedAt",
        start,
        "finishedAt",
        start.plusSeconds(seconds));
  }
}
