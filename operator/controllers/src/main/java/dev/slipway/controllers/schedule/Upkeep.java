package dev.slipway.controllers.schedule;

import dev.slipway.api.environment.RetentionResult;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an environment is owed by the clock. None of it says whether the environment is well.
 *
 * @param isWanted whether anything is asked for
 * @param nextBackup when the next scheduled one begins
 * @param schedule what becomes of it
 * @param retention what becomes of those that are too many
 * @param gone objects of backups that are no longer stored
 */
public record Upkeep(
    boolean isWanted,
    @Nullable Instant nextBackup,
    StepResult schedule,
    StepResult retention,
    @Nullable RetentionResult retained,
    List<Action> gone,
    Instant now) {
  /** Says whether what was asked for is done. */
  public static final String CONDITION = "BackupsCurrent";

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration NOTHING_TO_DO = Duration.ofHours(1);

  public Upkeep {
    gone = List.copyOf(gone);
  }

  /** What is to be done to the cluster now. */
  public List<Action> actions() {
    return Stream.concat(
            Stream.of(schedule, retention)
                .flatMap(it -> it instanceof Act(var action, _) ? Stream.of(action) : Stream.of()),
            gone.stream())
        .toList();
  }

  /** The same with another answer to those that are too many. */
  public Upkeep withRetention(StepResult other) {
    return new Upkeep(isWanted, nextBackup, schedule, other, retained, gone, now);
  }

  /**
   * The same where the API server did not let one thing be done: it is asked for again.
   *
   * @param due when the next backup begins, as it was before
   */
  public Upkeep refused(String words, @Nullable Instant due) {
    var stall = new Stall("ActionRefused", "the Kubernetes API refuses it: " + words, SOON);
    return new Upkeep(true, due, stall, retention, retained, List.of(), now);
  }

  public Optional<Condition> condition(Conditions conditions) {
    return isWanted ? Optional.of(said(conditions)) : Optional.empty();
  }

  private Condition said(Conditions conditions) {
    for (var part : List.of(schedule, retention)) {
      switch (part) {
        case Stall(var reason, var message, _) -> {
          return conditions.of(CONDITION, ConditionStatus.FALSE, reason, message);
        }
        case Fail(var reason, var message) -> {
          return conditions.of(CONDITION, ConditionStatus.FALSE, reason, message);
        }
        default -> {
          // the other part may have more to say
        }
      }
    }
    return conditions.of(
        CONDITION,
        ConditionStatus.TRUE,
        "AsWanted",
        schedule.inWords() + "; " + retention.inWords());
  }

  /** When to look again at the latest. */
  public Duration recheckAfter() {
    return Stream.of(
            after(schedule),
            after(retention),
            nextBackup == null ? NOTHING_TO_DO : untilDue(nextBackup))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private Duration untilDue(Instant due) {
    return due.isAfter(now) ? Duration.between(now, due).plusMillis(1) : NOTHING_TO_DO;
  }

  private static Duration after(StepResult result) {
    return switch (result) {
      case Act _ -> SOON;
      case Wait(_, var after) -> after;
      case Stall(_, _, var after) -> after;
      default -> NOTHING_TO_DO;
    };
  }
}
