package dev.slipway.controllers.work;

import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.WorkResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Jobs of a run that are still there. A Job that has ended is collected after a while. */
public record JobAttempts(List<JobAttempt> all) {
  public static final JobAttempts NONE = new JobAttempts(List.of());

  public JobAttempts {
    all = List.copyOf(all);
  }

  /** The first one first. */
  public List<JobAttempt> at(String step) {
    return all.stream()
        .filter(attempt -> attempt.step().equals(step))
        .sorted(Comparator.comparingInt(JobAttempt::number))
        .toList();
  }

  public Optional<JobAttempt> last(String step) {
    var attempts = at(step);
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  public JobAttempts and(JobAttempts others) {
    return new JobAttempts(Stream.concat(all.stream(), others.all.stream()).toList());
  }

  /** What the last attempt at a step found or made, if it came to a good end. */
  public <R extends WorkResult> Optional<R> result(String step, Class<R> kind) {
    return last(step)
        .map(JobAttempt::state)
        .filter(Reported.class::isInstance)
        .map(state -> ((Reported) state).report())
        .filter(report -> report.outcome() == Outcome.DONE)
        .map(report -> report.result())
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
