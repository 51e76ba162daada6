package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.restore.EffectiveRestore;
import dev.slipway.api.restore.RestoreStatus;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.quiesce.Recording;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.Restored;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only code that builds a restore's status. */
final class RestoreStatuses {
  private final RestoreView seen;
  private final Decision decision;
  private final RestoreStatus before;

  RestoreStatuses(RestoreView seen, Decision decision) {
    this.seen = seen;
    this.decision = decision;
    this.before = seen.status();
  }

  RestoreStatus status() {
    return new RestoreStatus(
        new RestoreConditions(seen, decision).all(),
        seen.generation(),
        decision.phase(),
        decision.result() instanceof Wait(var what, _) ? what : null,
        decision.journal().entries(),
        progress(),
        quiesce(),
        effective(),
        runs(),
        safetyBackup(),
        rows(),
        requireNonNullElse(before.startedAt(), now()),
        finishedAt(),
        decision.result().inWords(),
        before.record(),
        decision.answered() == null ? before.resolvedNonce() : decision.answered());
  }

  /** For a pass that came to no end: all the rest stays as it is. */
  static RestoreStatus withConditions(RestoreStatus status, List<Condition> conditions) {
    return new RestoreStatus(
        conditions,
        status.observedGeneration(),
        status.phase(),
        status.waitingFor(),
        status.steps(),
        status.progress(),
        status.quiesce(),
        status.effective(),
        status.runs(),
        status.safetyBackup(),
        status.rows(),
        status.startedAt(),
        status.finishedAt(),
        status.message(),
        status.record(),
        status.resolvedNonce());
  }

  private Progress progress() {
    return Optional.ofNullable(decision.step())
        .flatMap(step -> seen.attempts().last(step))
        .map(JobAttempt::state)
        .map(state -> state instanceof Running running ? running.progress() : null)
        .orElseGet(this::progressInSteps);
  }

  private Progress progressInSteps() {
    var steps = Arrays.stream(Route.values()).flatMap(it -> it.steps().stream()).toList();
    long done = steps.stream().filter(it -> decision.journal().isSettled(it.name())).count();
    return new Progress(
        done, (long) steps.size(), "steps", null, done + "/" + steps.size() + " steps");
  }

  /** Written down once, before anything is changed. */
  private @Nullable QuiesceRecord quiesce() {
    var isTheMoment = before.quiesce() == null && decision.journal().isDone(RecordState.STEP);
    return isTheMoment ? Recording.of(seen.requireApp(), seen.now()) : before.quiesce();
  }

  private EffectiveRestore effective() {
    var nonce = Runs.nonceOf(seen.restore());
    return new EffectiveRestore(
        seen.isBackedUpBefore()
            ? dev.slipway.api.restore.SafetyBackup.REQUIRED
            : dev.slipway.api.restore.SafetyBackup.SKIP,
        seen.workerImage(),
        nonce.isEmpty() ? null : nonce,
        seen.appVersion());
  }

  private @Nullable Instant finishedAt() {
    return isTheEnd() ? now() : before.finishedAt();
  }

  private List<RunStatus> runs() {
    return isTheEnd() ? Runs.withEnd(seen.restore(), decision.phase(), null) : before.runs();
  }

  /** What follows it, such as a switch of traffic, is no other end. */
  private boolean isTheEnd() {
    return before.finishedAt() == null && decision.phase().isEnd();
  }

  private @Nullable String safetyBackup() {
    return decision.journal().hasBegun(SafetyBackup.STEP) && seen.isBackedUpBefore()
        ? SafetyBackup.nameFor(seen.restore())
        : null;
  }

  private @Nullable Long rows() {
    return seen.attempts()
        .result(RestoreData.STEP, Restored.class)
        .map(Restored::rows)
        .orElse(before.rows());
  }

  private Instant now() {
    return seen.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
