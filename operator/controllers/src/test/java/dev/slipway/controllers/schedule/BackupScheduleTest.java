package dev.slipway.controllers.schedule;

import static dev.slipway.controllers.schedule.Nightly.SCHEDULE;
import static dev.slipway.controllers.schedule.Nightly.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupScheduleTest {
  private static final String DUE = "nextBackup: '2026-11-22T03:00:00Z'";

  @Test
  void beginsWhenItsTimeHasCome() {
    var before = BackupSchedule.of(wanting(SCHEDULE).remembering(DUE).at("2026-11-22T02:59:59Z"));
    var then = BackupSchedule.of(wanting(SCHEDULE).remembering(DUE).at("2026-11-22T03:00:00Z"));

    assertThat(before.result()).isInstanceOf(Done.class);
    assertThat(before.next()).isEqualTo("2026-11-22T03:00:00Z");
    var made = made(then);
    assertThat(made.getMetadata().getName()).isEqualTo("crm-20261122-0300");
    assertThat(made.getMetadata().getNamespace()).isEqualTo("crm-dev");
    assertThat(made.getMetadata().getLabels())
        .containsEntry("slipway.dev/backup-reason", "Scheduled");
    assertThat(made.getSpec().verify()).isNull();
    assertThat(then.next()).isEqualTo("2026-11-23T03:00:00Z");
  }

  @Test
  void makesUpForAllThatWereMissedByOne() {
    var seen = wanting(SCHEDULE).remembering(DUE).at("2026-11-29T17:00:00Z");

    var schedule = BackupSchedule.of(seen);

    assertThat(made(schedule).getMetadata().getName()).isEqualTo("crm-20261129-0300");
    assertThat(schedule.next()).isEqualTo("2026-11-30T03:00:00Z");
  }

  @Test
  void beginsNothingAtOnceWhereAScheduleIsNewOrChangedOrNoLongerSuspended() {
    for (var status : new String[] {"", "nextBackup: '2026-11-22T04:00:00Z'"}) {
      var schedule =
          BackupSchedule.of(wanting(SCHEDULE).remembering(status).at("2026-11-22T09:00:00Z"));

      assertThat(schedule.result()).isInstanceOf(Done.class);
      assertThat(schedule.next()).isEqualTo("2026-11-23T03:00:00Z");
    }
  }

  @Test
  void knowsFromItsBackupsWhatIsDueWhereStatusIsLost() {
    var lost = wanting(SCHEDULE).backup("crm-1", "2026-11-21T03:00:00Z", complete());
    var never = wanting(SCHEDULE);

    assertThat(BackupSchedule.of(lost.at("2026-11-21T09:00:00Z")).next())
        .isEqualTo("2026-11-22T03:00:00Z");
    assertThat(BackupSchedule.of(lost.at("2026-11-22T09:00:00Z")).result()).isInstanceOf(Act.class);
    assertThat(BackupSchedule.of(never.at("2026-11-22T09:00:00Z")).next())
        .isEqualTo("2026-11-23T03:00:00Z");
  }

  @Test
  void isNotDueAgainWhereOnlyItsMakingWasNotRemembered() {
    var made =
        wanting(SCHEDULE)
            .remembering(DUE)
            .backup("crm-1", "2026-11-22T03:00:00Z", "phase: Running");
    var late =
        wanting(SCHEDULE).remembering(DUE).backup("crm-1", "2026-11-23T03:00:00Z", complete());

    assertThat(BackupSchedule.of(made.at("2026-11-22T03:00:01Z")))
        .returns(Instant.parse("2026-11-23T03:00:00Z"), BackupSchedule::next);
    assertThat(BackupSchedule.of(late.at("2026-11-23T09:00:00Z")))
        .returns(Instant.parse("2026-11-24T03:00:00Z"), BackupSchedule::next)
        .extracting(BackupSchedule::result)
        .isInstanceOf(Done.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T03:00:00Z, '', true",
    "2026-11-21T03:00:00Z, phase: Pending, true",
    "2026-11-21T03:00:00Z, phase: Running, true",
    "2026-11-21T03:00:00Z, phase: Verifying, false",
    "2026-11-21T03:00:00Z, phase: Complete, false",
    "2026-11-21T03:00:00Z, phase: Failed, false",
    "'', phase: Running, true",
    "'', phase: Pending, false"
  })
  void isNeverMadeWhileAnotherOneIs(String scheduledFor, String status, boolean waits) {
    var seen =
        wanting(SCHEDULE)
            .remembering(DUE)
            .backup("other", scheduledFor, status)
            .at("2026-11-22T03:00:00Z");

    var schedule = BackupSchedule.of(seen);

    assertThat(schedule.result()).isInstanceOf(waits ? Wait.class : Act.class);
    if (waits) {
      assertThat(schedule.result().inWords()).contains("Backup other");
      assertThat(schedule.next()).isEqualTo("2026-11-22T03:00:00Z");
    }
  }

  @Test
  void isNeverMadeIntoARelease() {
    var seen = wanting(SCHEDULE).remembering(DUE).busy().at("2026-11-22T03:00:00Z");

    var schedule = BackupSchedule.of(seen);

    assertThat(schedule.result()).isInstanceOf(Wait.class);
    assertThat(schedule.result().inWords()).contains("release");
    assertThat(schedule.next()).isEqualTo("2026-11-22T03:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"'suspend: true, ', suspended", "'', clock"})
  void rests(String more, String words) {
    var wanted = more.isEmpty() ? SCHEDULE : more + SCHEDULE;

    var schedule = BackupSchedule.of(wanting(wanted).remembering("").at("2026-11-22T03:00:00Z"));

    assertThat(schedule.result().inWords()).contains(words);
    assertThat(schedule.next() == null).isEqualTo(!more.isEmpty());
  }

  @Test
  void doesNothingWhereNothingIsScheduled() {
    var schedule = BackupSchedule.of(wanting("").at("2026-11-22T03:00:00Z"));

    assertThat(schedule.result()).isInstanceOf(NotNeeded.class);
    assertThat(schedule.next()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'schedule: \"0 3 31 2 *\", timeZone: UTC', ScheduleNeverDue, day",
    "'schedule: \"0 3 * * *\", timeZone: Europe/Atlantis', TimeZoneUnknown, Europe/Atlantis"
  })
  void saysWhatCanNeverBe(String wanted, String reason, String words) {
    var schedule = BackupSchedule.of(wanting(wanted).at("2026-11-22T03:00:00Z"));

    assertThat(schedule.result())
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo(reason);
              assertThat(stall.message()).contains(words);
            });
    assertThat(schedule.next()).isNull();
  }

  @Test
  void saysThatTheLastOneHasFailedUntilAnotherIsComplete() {
    var nightly =
        wanting(SCHEDULE)
            .remembering("nextBackup: '2026-11-24T03:00:00Z'")
            .backup(
                "crm-1",
                "2026-11-22T03:00:00Z",
                "phase: Failed, conditions: [{type: Failed, status: 'True', message: no bucket}]");
    var failed = BackupSchedule.of(nightly.at("2026-11-22T09:00:00Z")).result();
    var mended =
        BackupSchedule.of(
                nightly
                    .backup("crm-2", "2026-11-23T03:00:00Z", complete())
                    .at("2026-11-23T09:00:00Z"))
            .result();

    assertThat(failed)
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.message()).contains("crm-1", "no bucket"));
    assertThat(mended).isInstanceOf(Done.class);
  }

  @Test
  void isLookedAtAgainWhenItIsDue() {
    var upkeep = UpkeepPlanner.next(wanting(SCHEDULE).remembering(DUE).at("2026-11-22T02:59:50Z"));

    assertThat(upkeep.recheckAfter()).hasMillis(10_001);
    assertThat(upkeep.isWanted()).isTrue();
  }

  private static String complete() {
    return "phase: Complete, conditions: [{type: Complete, status: 'True'}]";
  }

  private static Backup made(BackupSchedule schedule) {
    assertThat(schedule.result()).isInstanceOf(Act.class);
    var act = (Act) schedule.result();
    assertThat(schedule.next()).isAfter(Instant.EPOCH);
    return (Backup) ((Action.Create) act.action()).object();
  }
}
