package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.PREFLIGHT;
import static dev.slipway.api.restore.RestorePhase.QUIESCING;
import static dev.slipway.api.restore.RestorePhase.REOPENING;
import static dev.slipway.api.restore.RestorePhase.RESTORING;
import static dev.slipway.api.restore.RestorePhase.SAFETY_BACKUP;
import static dev.slipway.api.restore.RestorePhase.VALIDATING;

import dev.slipway.api.restore.RestorePhase;
import dev.slipway.controllers.step.Journal;
import java.util.List;
import java.util.Optional;

/** The ways that a restore goes: there, and out of the door, whatever came of it. */
enum Route {
  FORWARD(
      in(PREFLIGHT, new FindTarget()),
      in(PREFLIGHT, new FindBackup()),
      in(PREFLIGHT, new AcceptDataLoss()),
      in(PREFLIGHT, new CheckBackup()),
      in(PREFLIGHT, new LockEnvironment()),
      in(QUIESCING, new RecordState()),
      in(QUIESCING, new CloseServices()),
      in(QUIESCING, new StopApp()),
      in(QUIESCING, new RaiseFence()),
      in(SAFETY_BACKUP, new SafetyBackup()),
      in(RESTORING, new RestoreData()),
      in(VALIDATING, new LowerFence()),
      in(VALIDATING, new StartApp()),
      in(VALIDATING, new CheckHealth()),
      in(VALIDATING, new RunJobs())),

  OUT(
      in(REOPENING, new LowerLastFence()),
      in(REOPENING, new EndJobs()),
      in(REOPENING, new GiveBackReplicas()),
      in(REOPENING, new OpenServices()),
      in(REOPENING, new UnlockEnvironment()));

  @SuppressWarnings("ImmutableEnumChecker") // a copy, and its steps have no state
  private final List<PhasedStep> steps;

  Route(PhasedStep... steps) {
    this.steps = List.of(steps);
  }

  /** The phase tells the way, so that it is not lost with the operator. */
  static Route in(RestorePhase phase) {
    return phase == REOPENING ? OUT : FORWARD;
  }

  List<PhasedStep> steps() {
    return steps;
  }

  /** The first step that is not settled, if any is left. */
  Optional<PhasedStep> next(Journal journal) {
    return steps.stream().filter(it -> !journal.isSettled(it.name())).findFirst();
  }

  private static PhasedStep in(RestorePhase phase, RestoreStep step) {
    return new PhasedStep(phase, step);
  }
}
