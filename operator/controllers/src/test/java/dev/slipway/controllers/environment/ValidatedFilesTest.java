package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.ValidatedFile;
import dev.slipway.api.plan.MigrationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidatedFilesTest {
  private static final String FIRST = "2026-11-01T00:00:00Z";
  private static final String SECOND = "2026-11-02T00:00:00Z";

  @Test
  void areThoseOfPlansThatSucceededAndWereValidated() {
    var files =
        after(
            plans(
                Users.succeeded("good", "a", FIRST),
                Users.ended("unproven", "Succeeded", "b", FIRST, "Validated=False"),
                Users.ended("reopened", "Failed", "c", FIRST, "Validated=True")),
            List.of());

    assertThat(files).containsExactly(file("a", FIRST, "good"));
  }

  @Test
  void areRememberedWhenThePlansObjectIsGone() {
    var before = List.of(file("a", FIRST, "gone"));

    var files = after(plans(Users.succeeded("new", "b", SECOND)), before);

    assertThat(files).containsExactly(file("b", SECOND, "new"), file("a", FIRST, "gone"));
  }

  @Test
  void nameTheNewestProofOfAFile() {
    var before = List.of(file("a", FIRST, "old"));

    var files = after(plans(Users.succeeded("again", "a", SECOND)), before);

    assertThat(files).containsExactly(file("a", SECOND, "again"));
  }

  @Test
  void loseAFileWhoseNextProofFailed() {
    var before = List.of(file("a", FIRST, "old"));
    var failed = Users.ended("again", "RolledBack", "a", SECOND, "Applied=True Validated=False");
    var neverApplied = Users.ended("again", "Failed", "a", SECOND, "Applied=False Validated=False");

    assertThat(after(plans(failed), before)).isEmpty();
    assertThat(after(plans(neverApplied), before)).isEqualTo(before);
  }

  @Test
  void loseAFileWhoseConfigurationWasChangedAndDoNotTakeItBack() {
    var users = plans(Users.succeeded("good", "a", FIRST));
    var ended = Instant.parse(FIRST);

    var drifted = ValidatedFiles.after(users, after(users, List.of()), ended, Users.file("a"));
    var takenBack = ValidatedFiles.after(users, drifted, ended, null);
    var provenAgain =
        ValidatedFiles.after(plans(Users.succeeded("again", "a", SECOND)), takenBack, ended, null);

    assertThat(drifted).isEmpty();
    assertThat(takenBack).isEmpty();
    assertThat(provenAgain).containsExactly(file("a", SECOND, "again"));
  }

  @Test
  void areTheNewestTwenty() {
    var before =
        IntStream.range(0, 30)
            .mapToObj(
                number ->
                    new ValidatedFile(
                        "sha256:" + String.valueOf(number + 10).repeat(32),
                        Instant.parse(FIRST).plus(Duration.ofHours(number)),
                        "p" + number,
                        null))
            .toList();

    var files = after(EnvironmentUsers.NONE, before);

    assertThat(files).containsExactlyElementsOf(before.reversed().subList(0, 20));
  }

  private static ValidatedFile file(String digest, String since, String plan) {
    return new ValidatedFile(Users.file(digest), Instant.parse(since), plan, null);
  }

  private static EnvironmentUsers plans(MigrationPlan... plans) {
    return new EnvironmentUsers(List.of(plans), List.of(), List.of());
  }

  private static List<ValidatedFile> after(EnvironmentUsers users, List<ValidatedFile> before) {
    return ValidatedFiles.after(users, before, null, null);
  }
}
