package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.Resolution;
import dev.slipway.api.plan.SourceFile;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Has the files of several environments joined, by a worker of the target. */
final class Merge implements ReleaseStep {
  static final String STEP = "Merge";

  private static final Duration DEADLINE = Duration.ofHours(2);
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public boolean isPartOf(MigrationPlanSpec plan) {
    return Sources.areJoined(plan);
  }

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var base = base(seen);
    if (base == null) {
      return new Stall(
          FailureCode.LINEAGE_DIFFERS.reason(),
          "AppEnvironment "
              + seen.spec().target()
              + " runs no released file yet, so nothing tells what its sources have in common: name"
              + " a file of its releases store in spec.merge.base, or release one of them alone"
              + " first",
          RECHECK);
    }
    var result = merged(base, seen);
    return result instanceof Done && isOverAnother(base, seen)
        ? worker(seen).another(Persistence.PATIENT, DEADLINE, order(base, seen))
        : withPlace(result, seen);
  }

  /** While the worker was at it, another release may have given the target another file. */
  private static boolean isOverAnother(String base, ReleaseView seen) {
    return seen.attempts()
        .result(STEP, Merged.class)
        .filter(it -> !base.equals(it.base()))
        .isPresent();
  }

  /** The file that all sources come from; one that is released meanwhile is another one. */
  static @Nullable String base(ReleaseView seen) {
    return named(seen)
        .or(
            () ->
                Optional.ofNullable(seen.target().getStatus())
                    .map(AppEnvironmentStatus::currentFile))
        .orElse(null);
  }

  /** Whoever names a base says that all sources have what it holds. */
  private static Optional<String> named(ReleaseView seen) {
    return Optional.ofNullable(seen.spec().merge()).map(it -> it.base());
  }

  /**
   * Whether nothing would come of joining the same files again: what stands in the way, people mend
   * in the sources, unless they decide it in the plan.
   */
  static boolean isInVain(ReleaseView seen) {
    var refused = refused(seen).filter(it -> it.generation() == seen.generation());
    var base = base(seen);
    return refused.isPresent()
        && base != null
        && seen.journal().hasBegun(STEP)
        && !seen.journal().isDone(STEP)
        && merged(base, seen) instanceof Act;
  }

  private static StepResult merged(String base, ReleaseView seen) {
    return worker(seen).carryOut(Persistence.PATIENT, DEADLINE, order(base, seen));
  }

  private static ReleaseWorker worker(ReleaseView seen) {
    return ReleaseWorker.ofTarget(seen, STEP);
  }

  private static ReleaseWorker.OrderWriter order(String base, ReleaseView seen) {
    return (step, access) ->
        new MergeOrder(
            WorkOrder.FORMAT_VERSION,
            step,
            access.releases(),
            access.app(),
            base,
            named(seen).isEmpty(),
            new Sources(seen).files().stream().map(Merge::source).toList(),
            decisions(seen));
  }

  private static MergeOrder.Source source(SourceFile built) {
    return new MergeOrder.Source(
        Sources.nameOf(new ObjectReference(built.namespace(), built.name())),
        requireNonNull(built.file(), "it was built"));
  }

  private static List<MergeOrder.Decision> decisions(ReleaseView seen) {
    var merge = seen.spec().merge();
    return merge == null
        ? List.of()
        : requireNonNullElse(merge.resolve(), List.<Resolution>of()).stream()
            .map(
                it ->
                    new MergeOrder.Decision(
                        it.table(),
                        new TreeMap<>(requireNonNullElse(it.key(), Map.of())),
                        Sources.nameOf(it.take())))
            .toList();
  }

  /** A report holds some conflicts at most, and the store all of them. */
  private static StepResult withPlace(StepResult result, ReleaseView seen) {
    return result instanceof Stall(var reason, var message, var recheck)
        ? refused(seen)
            .flatMap(Merge::place)
            .<StepResult>map(
                it -> new Stall(reason, "all of it is in " + it + ": " + message, recheck))
            .orElse(result)
        : result;
  }

  private static Optional<JobAttempt> refused(ReleaseView seen) {
    return seen.attempts()
        .last(STEP)
        .filter(it -> it.number() >= seen.journal().attempts(STEP))
        .filter(
            it ->
                it.state() instanceof Reported(var report, _)
                    && FailureCode.ofReason(report.reason())
                        .filter(code -> code.exitCode() == ExitCode.REFUSED)
                        .isPresent());
  }

  private static Optional<String> place(JobAttempt refused) {
    return refused.state() instanceof Reported(var report, _)
            && report.result() instanceof Merged merged
        ? Optional.ofNullable(merged.report())
        : Optional.empty();
  }
}
