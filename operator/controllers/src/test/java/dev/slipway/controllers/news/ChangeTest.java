package dev.slipway.controllers.news;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is news, and what is the same again. */
class ChangeTest {
  private static final Glance NOTHING = Glance.NOTHING;

  @Test
  void aPhaseIsToldOnce() {
    var migrating = glance("Migrating", condition("Ready", false, "Progressing"));

    assertThat(news(NOTHING, migrating)).containsExactly(normal("Migrating", "Progressing"));
    assertThat(news(migrating, migrating)).isEmpty();
  }

  @Test
  void progressIsNoNews() {
    var one = glance("Migrating", condition("Ready", false, "Progressing"));
    var two = new Glance("Migrating", List.of(condition("Ready", false, "Progressing", "2 of 3")));

    assertThat(news(one, two)).isEmpty();
  }

  @Test
  void aStopIsAWarningWithItsReason() {
    var before = glance("Preflight", condition("Stalled", false, "Progressing"));
    var stalled = glance("Preflight", condition("Stalled", true, "VersionsDiffer"));

    assertThat(news(before, stalled)).containsExactly(warning("VersionsDiffer"));
    assertThat(news(stalled, stalled)).isEmpty();
  }

  @Test
  void anotherReasonToStopIsNews() {
    var one = glance("Preflight", condition("Stalled", true, "VersionsDiffer"));
    var other = glance("Preflight", condition("Stalled", true, "FileNotInStore"));

    assertThat(news(one, other)).containsExactly(warning("FileNotInStore"));
  }

  @Test
  void aFailureIsAWarningAndItsPhaseIsNotToldAsWell() {
    var before = glance("Migrating", condition("Failed", false, "Progressing"));
    var failed =
        glance(
            "Failed",
            condition("Failed", true, "RowTooLarge"),
            condition("Stalled", true, "RowTooLarge"));

    assertThat(news(before, failed)).containsExactly(warning("RowTooLarge"));
  }

  @Test
  void anEnvironmentThatIsWellFromTheStartIsToldOnce() {
    var ready =
        glance(
            null,
            condition("Ready", true, "AsWanted"),
            condition("StoreReachable", true, "Observed"),
            condition("Drifted", false, "AsReleased"));

    assertThat(news(NOTHING, ready)).containsExactly(normal("AsWanted", "AsWanted"));
  }

  @Test
  void aConditionThatTurnsIsTold() {
    var before =
        glance(
            null,
            condition("StoreReachable", true, "Observed"),
            condition("Drifted", false, "AsReleased"),
            condition("InMaintenance", false, "Open"));
    var after =
        glance(
            null,
            condition("StoreReachable", false, "BucketMissing"),
            condition("Drifted", true, "Drifted"),
            condition("InMaintenance", true, "MigrationPlan"));

    assertThat(news(before, after))
        .containsExactly(
            warning("BucketMissing"), warning("Drifted"), normal("MigrationPlan", "MigrationPlan"));
    assertThat(news(after, before))
        .allSatisfy(piece -> assertThat(piece.isWarning()).isFalse())
        .hasSize(3);
  }

  @Test
  void aPauseIsToldOfEachKind() {
    var before = glance("Migrating");
    var paused = glance("Migrating", condition("Paused", true, "ReconcileDisabled"));

    assertThat(news(before, paused)).containsExactly(warning("ReconcileDisabled"));
  }

  private static List<Piece> news(Glance before, Glance now) {
    return new Change(Known.of(before), now).news();
  }

  private static Glance glance(@Nullable String phase, Condition... conditions) {
    return new Glance(phase, List.of(conditions));
  }

  private static Condition condition(String type, boolean holds, String reason) {
    return condition(type, holds, reason, reason);
  }

  private static Condition condition(String type, boolean holds, String reason, String message) {
    var status = holds ? ConditionStatus.TRUE : ConditionStatus.FALSE;
    return new Condition(type, status, 1L, Instant.EPOCH, reason, message);
  }

  private static Piece normal(String reason, String message) {
    return new Piece(false, reason, message);
  }

  private static Piece warning(String reason) {
    return new Piece(true, reason, reason);
  }
}
