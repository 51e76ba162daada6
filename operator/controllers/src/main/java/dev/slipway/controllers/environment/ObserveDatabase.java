package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Sight;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has a worker look at the database: when the spec has changed, and every so often; after a failure
 * with growing pauses.
 */
final class ObserveDatabase implements EnvironmentStep {
  static final String STEP = "Observe";

  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var last = seen.lastObservation().filter(it -> it.generation() == seen.generation());
    return last.map(attempt -> after(attempt, seen)).orElseGet(() -> withoutAttempt(seen));
  }

  /** A finished Job is collected long before the next look is due: until then status remembers. */
  private static StepResult withoutAttempt(EnvironmentView seen) {
    var remembered = seen.readySince().filter(at -> !new NextLook(seen).isDue(at));
    return remembered.isPresent()
        ? new Done("the database was looked at " + remembered.get())
        : start(seen, "the spec has changed, or the last look is long ago");
  }

  private static StepResult after(JobAttempt last, EnvironmentView seen) {
    return switch (last.state()) {
      case Running running ->
          WorkerStep.behind(running.obstacle(), seen.now())
              .orElseGet(() -> new Wait(running.on(), POLL));
      case Reported(var report, var at) when report.outcome() == Outcome.DONE ->
          observed(report, at, seen);
      case Reported(var report, var at) ->
          failed(String.valueOf(report.reason()), report.message(), at, seen);
      case Lost(var reason, var message, var at) -> failed(reason, message, at, seen);
    };
  }

  private static StepResult observed(WorkReport report, Instant at, EnvironmentView seen) {
    return new NextLook(seen).isDue(at)
        ? start(seen, "the last look is long ago, or somebody asks for one")
        : new Done(report.message());
  }

  private static StepResult failed(
      String reason, String message, Instant at, EnvironmentView seen) {
    var again = at.plus(pause(seen));
    return seen.now().isBefore(again) && !new NextLook(seen).isRequested()
        ? new Stall(reason, message, Duration.between(seen.now(), again))
        : start(seen, "the last look failed");
  }

  /** Doubles with each attempt at this generation. */
  private static Duration pause(EnvironmentView seen) {
    var attempts =
        seen.observations().stream().filter(it -> it.generation() == seen.generation()).count();
    var pause = FIRST_PAUSE;
    for (long attempt = 1; attempt < attempts && pause.compareTo(LONGEST_PAUSE) < 0; attempt++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static StepResult start(EnvironmentView seen, String why) {
    var attempt = seen.lastObservation().map(JobAttempt::number).orElse(0) + 1;
    var access = new EnvironmentAccess(seen.spec());
    var metadata = seen.environment().getMetadata();
    var step =
        new RunStep(
            metadata.getUid(),
            metadata.getUid(),
            metadata.getNamespace() + "." + metadata.getName(),
            STEP,
            attempt);
    var order =
        new Sight(seen.spec()).order(step, access, DriftCheck.REPORT).withdrawing(proven(seen));
    var job =
        new WorkerJob(
            seen.environment(),
            seen.generation(),
            order,
            access.mounts(),
            List.of(),
            seen.workerImage(),
            DEADLINE);
    return new Act(new Action.StartJob(job), "looking at the database: " + why);
  }

  /** The file that drift makes an end to, where the environment takes drift that seriously. */
  private static @Nullable String proven(EnvironmentView seen) {
    var status = seen.status();
    return status != null && new Sight(seen.spec()).blocksOnDrift() ? status.currentFile() : null;
  }
}
