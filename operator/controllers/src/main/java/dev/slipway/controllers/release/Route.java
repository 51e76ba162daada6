package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.BACKING_UP;
import static dev.slipway.api.plan.PlanPhase.BUILDING;
import static dev.slipway.api.plan.PlanPhase.MIGRATING;
import static dev.slipway.api.plan.PlanPhase.PENDING;
import static dev.slipway.api.plan.PlanPhase.PREFLIGHT;
import static dev.slipway.api.plan.PlanPhase.QUIESCING;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.RESTARTING;
import static dev.slipway.api.plan.PlanPhase.ROLLING_BACK;
import static dev.slipway.api.plan.PlanPhase.VALIDATING;
import static dev.slipway.api.plan.PlanPhase.WAITING_FOR_APPROVAL;
import static dev.slipway.api.plan.PlanPhase.WAITING_FOR_SIGN_OFF;
import static dev.slipway.api.plan.PlanPhase.WAITING_FOR_WINDOW;

import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.Journal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways that a release goes: there, back, and out of the door in either case; and the way of one
 * that is taken back by a person once users are in.
 */
enum Route {
  FORWARD(
      in(PENDING, new FindTarget(), new FindSource()),
      in(BUILDING, Build.ofEach()),
      in(BUILDING, new Merge()),
      in(
          PREFLIGHT,
          new FindValidation(),
          new FindEvidence(),
          new CompareEnvironments(),
          new FindContestants(),
          new CheckDrift(),
          new Preview(),
          new CheckCurrentFile(),
          new FindVariables()),
      in(WAITING_FOR_APPROVAL, new Approve()),
      in(
          WAITING_FOR_WINDOW,
          new AwaitTurn(),
          new FindValidationAgain(),
          new FindEvidenceAgain(),
          new LockEnvironment()),
      closing(),
      in(BACKING_UP, new BackUp()),
      in(MIGRATING, new Apply()),
      in(RESTARTING, new LowerFence(), new StopApp(), new StartApp()),
      in(VALIDATING, new Validate(), new RunJobs(), new Soak(), new ValidateAgain()),
      in(WAITING_FOR_SIGN_OFF, new AwaitSignOff()),
      in(VALIDATING, new KeepBaseline())),

  BACK(
      in(
          ROLLING_BACK,
          new StopForRollback(),
          new RaiseFenceAgain(),
          new Undo(),
          new RestoreBackup(),
          new LowerFenceAgain(),
          new StartRestored(),
          new CheckRestored())),

  TAKE_BACK(
      in(PREFLIGHT, new FindRelease(), new FindContestants()),
      in(WAITING_FOR_WINDOW, new LockEnvironment()),
      closing(),
      in(BACKING_UP, new BackUp()),
      in(
          ROLLING_BACK,
          new TakeBack(),
          new LowerFence(),
          new StopApp(),
          new StartApp(),
          new CheckRestored(),
          new KeepBaseline())),

  OUT(
      in(
          REOPENING,
          new LowerLastFence(),
          new GiveBackReplicas(),
          new OpenServices(),
          new UnlockEnvironment()));

  @SuppressWarnings("ImmutableEnumChecker") // a copy, and its steps have no state
  private final List<PhasedStep> steps;

  Route(PhasedStep[]... parts) {
    this.steps = Stream.of(parts).flatMap(Stream::of).toList();
  }

  /** Phase and journal tell the way, so that it is not lost with the operator. */
  static Route in(PlanPhase phase, Journal journal) {
    return switch (phase) {
      case REOPENING -> OUT;
      case ROLLING_BACK -> isTakingBack(journal) ? TAKE_BACK : BACK;
      default -> isTakingBack(journal) ? TAKE_BACK : FORWARD;
    };
  }

  static boolean isTakingBack(Journal journal) {
    return journal.hasBegun(FindRelease.STEP);
  }

  /** The ways that a run with this journal may go. */
  static List<Route> of(Journal journal) {
    return isTakingBack(journal) ? List.of(TAKE_BACK, OUT) : List.of(FORWARD, BACK, OUT);
  }

  /** Those that a plan has on its way. */
  List<PhasedStep> steps(MigrationPlanSpec plan) {
    return steps.stream().filter(it -> it.step().isPartOf(plan)).toList();
  }

  /** A step and all that come after it. */
  List<PhasedStep> from(String name, MigrationPlanSpec plan) {
    return steps(plan).stream().dropWhile(it -> !it.name().equals(name)).toList();
  }

  /** The first step that is not settled, if any is left. */
  Optional<PhasedStep> next(Journal journal, MigrationPlanSpec plan) {
    return steps(plan).stream()
        .filter(it -> !journal.isSettled(it.name()))
        .filter(it -> !isOvertaken(it, journal))
        .findFirst();
  }

  /**
   * What comes before the app is closed is not begun any more once that was, by an operator that
   * did not know of it.
   */
  private static boolean isOvertaken(PhasedStep step, Journal journal) {
    return step.isBeforeClosing()
        && !journal.hasBegun(step.name())
        && journal.hasBegun(RecordState.STEP);
  }

  /** The step of any way that failed last, if one did. */
  static Optional<PhasedStep> failed(Journal journal) {
    return (isTakingBack(journal) ? Stream.of(TAKE_BACK) : Stream.of(BACK, FORWARD))
        .flatMap(route -> route.steps.stream())
        .filter(it -> journal.hasFailed(it.name()))
        .findFirst();
  }

  private static PhasedStep[] closing() {
    return in(
        QUIESCING, new RecordState(), new CloseServices(), new ReduceReplicas(), new RaiseFence());
  }

  private static PhasedStep[] in(PlanPhase phase, ReleaseStep... steps) {
    return Stream.of(steps).map(step -> new PhasedStep(phase, step)).toArray(PhasedStep[]::new);
  }
}
