package dev.slipway.controllers.step;

import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Obstacle;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a step comes to that a worker carries out: from the attempts that were made to what is to be
 * done next.
 *
 * @param generation of the object that wants it: once it has changed, nobody waits for a pause
 * @param attemptsBefore the number of the last attempt as status remembers it, since Jobs are
 *     collected
 * @param job the Job for an attempt
 */
public record WorkerStep(
    Persistence persistence,
    long generation,
    int attemptsBefore,
    Instant now,
    IntFunction<WorkerJob> job) {
  private static final Duration FIRST_POLL_OF_THE_STUCK = Duration.ofSeconds(5);
  private static final Duration LAST_POLL_OF_THE_STUCK = Duration.ofMinutes(2);

  public StepResult after(Optional<JobAttempt> last) {
    return last.filter(it -> it.number() >= attemptsBefore)
        .map(this::after)
        .orElseGet(() -> start(attemptsBefore + 1, whyTheNext()));
  }

  /** Of one that is gone nobody knows how far it came: another finds out what it has done. */
  private String whyTheNext() {
    return attemptsBefore == 0
        ? "a worker begins"
        : "the Job of attempt "
            + attemptsBefore
            + " is gone before its end was read, deleted or collected: another worker begins";
  }

  private StepResult after(JobAttempt last) {
    return switch (last.state()) {
      case Running running -> waiting(last, running.on(), running.obstacle());
      case Reported(var report, _) when report.outcome() == Outcome.DONE ->
          new Done(report.message());
      case Reported(var report, var at) when mayPass(report) ->
          again(last, String.valueOf(report.reason()), report.message(), at);
      case Reported(var report, var at) ->
          refused(last, String.valueOf(report.reason()), report.message(), at);
      case Lost(var reason, var message, var at) -> again(last, reason, message, at);
    };
  }

  /**
   * A pod that lacks something starts by itself once it is there, so the Job is left as it is;
   * unless the environment's new words can only help a new one.
   */
  private StepResult waiting(JobAttempt last, String on, @Nullable Obstacle obstacle) {
    if (obstacle == null) {
      return new Wait(on, Rhythm.poll(Duration.between(last.since(), now)));
    }
    var environment = job.apply(last.number()).environment().getMetadata();
    if (obstacle.isOutdated(environment.getGeneration())) {
      return start(last.number() + 1, "the environment has changed since: " + on);
    }
    return behind(obstacle, now)
        .orElseGet(() -> new Wait(on, Rhythm.poll(Duration.between(last.since(), now))));
  }

  /** What people are told of an obstacle, once it has lasted. */
  public static Optional<StepResult> behind(@Nullable Obstacle obstacle, Instant now) {
    return obstacle == null || !obstacle.hasLasted(now)
        ? Optional.empty()
        : Optional.of(
            new Stall(
                obstacle.trouble().reason(),
                "the worker's pod has waited since " + obstacle.since() + ": " + obstacle.message(),
                Rhythm.poll(
                    Duration.between(obstacle.since(), now),
                    FIRST_POLL_OF_THE_STUCK,
                    LAST_POLL_OF_THE_STUCK)));
  }

  private static boolean mayPass(WorkReport report) {
    return FailureCode.ofReason(report.reason())
        .filter(code -> code.exitCode() == ExitCode.ENVIRONMENT)
        .isPresent();
  }

  private StepResult again(JobAttempt last, String reason, String message, Instant at) {
    return persistence.triesAgainAfter(last.number()) || isOutdated(last)
        ? afterPause(last, reason, message, at.plus(Persistence.pause(last.number())))
        : new Fail(reason, message);
  }

  private StepResult refused(JobAttempt last, String reason, String message, Instant at) {
    return persistence.waitsForPeople() || isOutdated(last)
        ? afterPause(last, reason, message, at.plus(Persistence.pauseForPeople(last.number())))
        : new Fail(reason, message);
  }

  private StepResult afterPause(JobAttempt last, String reason, String message, Instant end) {
    if (now.isBefore(end) && !isOutdated(last)) {
      return new Stall(reason, message, Duration.between(now, end));
    }
    return start(last.number() + 1, "the worker before failed: " + message);
  }

  /** Somebody has changed the wish since: a person's answer, perhaps, which deserves a new try. */
  private boolean isOutdated(JobAttempt last) {
    return last.generation() != generation;
  }

  private StepResult start(int attempt, String why) {
    return new Act(new Action.StartJob(job.apply(attempt)), why);
  }
}
