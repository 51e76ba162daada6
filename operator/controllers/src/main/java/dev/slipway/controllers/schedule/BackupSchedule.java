package dev.slipway.controllers.schedule;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.slipway.api.Slipway;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes Backups by the clock. Never two at a time and never into a release; those that were missed
 * meanwhile are made up for by one.
 *
 * @param next when the next one begins; absent where none does
 */
record BackupSchedule(@Nullable Instant next, StepResult result) {
  private static final Duration RECHECK = Duration.ofSeconds(15);
  private static final Duration WHEN_THE_SPEC_CHANGES = Duration.ofHours(1);
  private static final int LONGEST_NAME_OF_ENVIRONMENT = 200;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Set<BackupPhase> ENDED = Set.of(BackupPhase.COMPLETE, BackupPhase.FAILED);

  static BackupSchedule of(UpkeepView seen) {
    var line = seen.wanted().schedule();
    if (line == null || seen.wanted().suspend()) {
      var why = line == null ? "nothing is scheduled" : "the schedule is suspended";
      return new BackupSchedule(null, new NotNeeded(why));
    }
    var zone = requireNonNull(seen.wanted().timeZone(), "the API server asks for it");
    try {
      return of(seen, Cron.of(line, ZoneId.of(zone)));
    } catch (DateTimeException e) {
      return new BackupSchedule(
          null,
          new Stall(
              "TimeZoneUnknown",
              "backups.timeZone: " + zone + " is unknown here; write it like Europe/Berlin",
              WHEN_THE_SPEC_CHANGES));
    }
  }

  private static BackupSchedule of(UpkeepView seen, Cron cron) {
    var planned = planned(seen, cron);
    if (planned.isEmpty()) {
      return new BackupSchedule(
          null,
          new Stall(
              "ScheduleNeverDue",
              "backups.schedule: there is no such day; correct the day or the month",
              WHEN_THE_SPEC_CHANGES));
    }
    var due = planned.get();
    if (due.isAfter(seen.now())) {
      return new BackupSchedule(due, lastEnd(seen));
    }
    return obstacle(seen)
        .map(what -> new BackupSchedule(due, new Wait(what, RECHECK)))
        .orElseGet(() -> begin(seen, cron));
  }

  /**
   * As status remembers it, unless the schedule is another one since, or the Backup of that time is
   * there: it may have been made without its being remembered.
   */
  private static Optional<Instant> planned(UpkeepView seen, Cron cron) {
    var status = seen.status();
    var remembered = status == null ? null : status.nextBackup();
    var newest = newest(seen).map(BackupSchedule::scheduledFor);
    if (remembered != null && cron.isAt(remembered)) {
      return newest.filter(it -> !it.isBefore(remembered)).isPresent()
          ? cron.next(newest.orElseThrow())
          : Optional.of(remembered);
    }
    var isLost = status == null || isUnseen(status.observedGeneration());
    return cron.next(isLost ? newest.orElse(seen.now()) : seen.now());
  }

  private static boolean isUnseen(@Nullable Long generation) {
    return generation == null || generation == Slipway.UNSEEN;
  }

  private static Optional<String> obstacle(UpkeepView seen) {
    if (seen.isBusy()) {
      return Optional.of("the release or restore that holds the app");
    }
    return seen.backups().stream()
        .filter(BackupSchedule::isAtWork)
        .map(it -> "Backup " + it.getMetadata().getName())
        .findFirst();
  }

  /** A proof takes long, and is in nobody's way; nor is what a person made and has to mend. */
  private static boolean isAtWork(Backup backup) {
    var phase = backup.getStatus() == null ? null : backup.getStatus().phase();
    if (isScheduled(backup)) {
      return phase == null || (!ENDED.contains(phase) && phase != BackupPhase.VERIFYING);
    }
    return phase == BackupPhase.RUNNING;
  }

  private static BackupSchedule begin(UpkeepView seen, Cron cron) {
    var time = cron.lastUntil(seen.now()).orElseThrow();
    var backup = backup(seen, time);
    return new BackupSchedule(
        cron.next(seen.now()).orElse(null),
        new Act(new Action.Create(backup), "Backup " + backup.getMetadata().getName() + " begins"));
  }

  private static Backup backup(UpkeepView seen, Instant time) {
    var environment = seen.environment().getMetadata();
    var name = environment.getName();
    var backup = new Backup();
    backup.setMetadata(
        new ObjectMetaBuilder()
            .withName(
                name.substring(0, Math.min(name.length(), LONGEST_NAME_OF_ENVIRONMENT))
                    + "-"
                    + MINUTE.format(time))
            .withNamespace(environment.getNamespace())
            .addToLabels(Labels.BACKUP_REASON, Labels.SCHEDULED)
            .addToAnnotations(Labels.SCHEDULED_FOR, time.toString())
            .build());
    backup.setSpec(
        new BackupSpec(
            name,
            BackupScope.FULL,
            "scheduled for " + time,
            null,
            null,
            false,
            DeletionPolicy.RETAIN,
            null));
    return backup;
  }

  /** While none is due, the last one is what there is to say. */
  private static StepResult lastEnd(UpkeepView seen) {
    return newest(seen)
        .filter(it -> it.getStatus() != null)
        .filter(it -> Conditions.holds(it.getStatus().conditions(), "Failed"))
        .<StepResult>map(
            it ->
                new Fail(
                    "BackupFailed",
                    "Backup %s: %s"
                        .formatted(
                            it.getMetadata().getName(),
                            Conditions.message(it.getStatus().conditions(), "Failed"))))
        .orElseGet(() -> new Done("backups are made by the clock"));
  }

  private static Optional<Backup> newest(UpkeepView seen) {
    return seen.backups().stream()
        .filter(BackupSchedule::isScheduled)
        .max(comparing(BackupSchedule::scheduledFor));
  }

  private static boolean isScheduled(Backup backup) {
    return Labels.SCHEDULED.equals(labels(backup).get(Labels.BACKUP_REASON));
  }

  private static Map<String, String> labels(Backup backup) {
    var labels = backup.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  private static Instant scheduledFor(Backup backup) {
    var annotations = backup.getMetadata().getAnnotations();
    var time = annotations == null ? null : annotations.get(Labels.SCHEDULED_FOR);
    return Instant.parse(time == null ? backup.getMetadata().getCreationTimestamp() : time);
  }
}
