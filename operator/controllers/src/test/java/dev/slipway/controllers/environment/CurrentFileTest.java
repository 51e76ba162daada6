package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentFileTest {
  private static final String FIRST = "2026-11-01T00:00:00Z";
  private static final String SECOND = "2026-11-02T00:00:00Z";
  private static final CurrentFile UNKNOWN = new CurrentFile(null, null);

  @Test
  void isTheFileOfTheNewestPlanThatSucceeded() {
    var file =
        CurrentFile.after(
            plans(Users.succeeded("new", "b", SECOND), Users.succeeded("old", "a", FIRST)),
            UNKNOWN);

    assertThat(file).isEqualTo(new CurrentFile(Users.file("b"), Instant.parse(SECOND)));
  }

  @ParameterizedTest
  @CsvSource({
    "Failed, True, False, true",
    "Failed, True, True, false",
    "Failed, False, False, false",
    "RolledBack, True, True, false",
    "Aborted, False, False, false",
    "NeedsAttention, True, False, false"
  })
  void isTheOneOfAFailedPlanOnlyWhereItsRowsStayed(
      String phase, String applied, String rolledBack, boolean isTheNewOne) {
    var before = new CurrentFile(Users.file("a"), Instant.parse(FIRST));
    var claims = "Applied=" + applied + " RolledBack=" + rolledBack;

    var file = CurrentFile.after(plans(Users.ended("p", phase, "b", SECOND, claims)), before);

    assertThat(file.digest()).isEqualTo(Users.file(isTheNewOne ? "b" : "a"));
  }

  @Test
  void isWhatWasThereBeforeOnceAPersonHasTakenItBack() {
    var before = new CurrentFile(Users.file("b"), Instant.parse(SECOND));
    var third = "2026-11-03T00:00:00Z";
    var takenBack =
        Users.ended(
            "p",
            "RolledBack",
            "b",
            third,
            "Applied=True RolledBack=True Validated=False/TakenBack");

    assertThat(CurrentFile.after(plans(takenBack, Users.succeeded("old", "a", FIRST)), before))
        .isEqualTo(new CurrentFile(Users.file("a"), Instant.parse(third)));
    assertThat(CurrentFile.after(plans(takenBack), before))
        .isEqualTo(new CurrentFile(null, Instant.parse(third)));
  }

  @Test
  void staysWhenThePlansObjectIsGone() {
    var before = new CurrentFile(Users.file("b"), Instant.parse(SECOND));

    assertThat(CurrentFile.after(plans(Users.succeeded("old", "a", FIRST)), before))
        .isEqualTo(before);
    assertThat(CurrentFile.after(EnvironmentUsers.NONE, before)).isEqualTo(before);
  }

  @Test
  void isUnknownAfterARestoreInPlaceAndStaysSoWhenTheRestoreIsGone() {
    var plan = Users.succeeded("p", "a", FIRST);
    var restore = Users.restore("r", "InPlace", "phase: Complete, finishedAt: '" + SECOND + "'");

    var restored = CurrentFile.after(users(plan, restore), UNKNOWN);

    assertThat(restored).isEqualTo(new CurrentFile(null, Instant.parse(SECOND)));
    assertThat(CurrentFile.after(plans(plan), restored)).isEqualTo(restored);
  }

  @ParameterizedTest
  @CsvSource({
    "InPlace, Failed, 'rows: 7', true",
    "InPlace, Failed, , false",
    "InPlace, Restoring, 'rows: 7', false",
    "Independent, Complete, 'rows: 7', false"
  })
  void isUnknownOnlyWhereARestoreReplacedTheRows(
      String mode, String phase, String rows, boolean unknown) {
    var status =
        "phase: " + phase + ", finishedAt: '" + SECOND + "'" + (rows == null ? "" : ", " + rows);
    var users = users(Users.succeeded("p", "a", FIRST), Users.restore("r", mode, status));

    assertThat(CurrentFile.after(users, UNKNOWN).digest() == null).isEqualTo(unknown);
  }

  private static EnvironmentUsers plans(MigrationPlan... plans) {
    return new EnvironmentUsers(List.of(plans), List.of(), List.of());
  }

  private static EnvironmentUsers users(MigrationPlan plan, Restore restore) {
    return new EnvironmentUsers(List.of(plan), List.of(restore), List.of());
  }
}
