package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Verification;
import dev.slipway.api.plan.BackupPolicy;
import dev.slipway.api.plan.EffectivePlan;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.PreviewSummary;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordLocation;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.quiesce.Recording;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The only code that builds a plan's status. */
final class ReleaseStatuses {
  private static final MigrationPlanStatus EMPTY =
      new MigrationPlanStatus(
          List.of(), null, null, null, null, null, null, List.of(), null, List.of(), null,
          List.of(), null, null, null, null, null, List.of(), null, null, null, null, null);

  private final ReleaseView seen;
  private final Decision decision;
  private final MigrationPlanStatus before;

  ReleaseStatuses(ReleaseView seen, Decision decision) {
    this.seen = seen;
    this.decision = decision;
    this.before = seen.status();
  }

  static MigrationPlanStatus orEmpty(@Nullable MigrationPlanStatus status) {
    return requireNonNullElse(status, EMPTY);
  }

  static PlanPhase phaseOf(MigrationPlan plan) {
    return requireNonNullElse(orEmpty(plan.getStatus()).phase(), PlanPhase.PENDING);
  }

  static MigrationPlanStatus withConditions(MigrationPlanStatus status, List<Condition> all) {
    return new MigrationPlanStatus(
        all,
        status.observedGeneration(),
        status.phase(),
        status.waitingFor(),
        status.step(),
        status.message(),
        status.file(),
        status.sources(),
        status.preview(),
        status.missingVariables(),
        status.backup(),
        status.steps(),
        status.progress(),
        status.quiesce(),
        status.effective(),
        status.approvedBy(),
        status.record(),
        status.runs(),
        status.resolvedNonce(),
        status.startedAt(),
        status.finishedAt(),
        status.duration(),
        status.maintenanceSeconds());
  }

  MigrationPlanStatus status() {
    return seen.phase().isEnd() ? recorded() : underWay();
  }

  /** What was said of the end stands; only its record comes to it. */
  private MigrationPlanStatus recorded() {
    var location =
        seen.attempts()
            .result(WriteRecord.STEP, Recorded.class)
            .filter(_ -> decision.journal().isDone(WriteRecord.STEP))
            .map(Recorded::location)
            .orElse(null);
    return new MigrationPlanStatus(
        new ReleaseConditions(seen, decision).withRecord(),
        before.observedGeneration(),
        before.phase(),
        null,
        null,
        messageWithRecord(),
        before.file(),
        before.sources(),
        before.preview(),
        before.missingVariables(),
        before.backup(),
        decision.journal().entries(),
        before.progress(),
        before.quiesce(),
        before.effective(),
        before.approvedBy(),
        location == null ? before.record() : new RecordLocation(location, null),
        Runs.withEnd(seen.plan(), seen.phase(), location),
        before.resolvedNonce(),
        before.startedAt(),
        before.finishedAt(),
        before.duration(),
        before.maintenanceSeconds());
  }

  private @Nullable String messageWithRecord() {
    return decision.result() instanceof NotNeeded(var missing)
        ? before.message() + "; " + missing
        : before.message();
  }

  private MigrationPlanStatus underWay() {
    var started = requireNonNullElse(before.startedAt(), now());
    var finished = decision.phase().isEnd() ? now() : null;
    var conditions = new ReleaseConditions(seen, decision).all();
    return new MigrationPlanStatus(
        conditions,
        seen.generation(),
        decision.phase(),
        waitingFor(),
        finished == null ? requireNonNullElse(decision.step(), before.step()) : null,
        message(conditions),
        seen.file().orElse(null),
        new Sources(seen).files(),
        preview(),
        missingVariables(),
        backup(),
        decision.journal().entries(),
        progress(),
        quiesce(),
        effective(),
        approvedBy(),
        before.record(),
        finished == null ? before.runs() : Runs.withEnd(seen.plan(), decision.phase(), null),
        resolvedNonce(),
        started,
        finished,
        finished == null ? null : Durations.inWords(Duration.between(started, finished)),
        maintenanceSeconds());
  }

  /** What was said before there was anything to be answered is no answer. */
  private @Nullable String resolvedNonce() {
    if (decision.answered() != null) {
      return decision.answered();
    }
    var answer = seen.spec().resolve();
    return answer != null && isAskedAnew() ? answer.nonce() : before.resolvedNonce();
  }

  private boolean isAskedAnew() {
    return decision.phase() != seen.phase()
        && (decision.phase() == PlanPhase.NEEDS_ATTENTION
            || decision.phase() == PlanPhase.SUCCEEDED);
  }

  /** Of an end, and where a person is needed, there is more to say than what the step came to. */
  private String message(List<Condition> conditions) {
    return switch (decision.phase()) {
      case NEEDS_ATTENTION -> Conditions.message(conditions, "Ready");
      case SUCCEEDED -> Conditions.message(conditions, "Complete");
      case ROLLED_BACK, FAILED, ABORTED -> Conditions.message(conditions, "Failed");
      default -> decision.result().inWords();
    };
  }

  private @Nullable String waitingFor() {
    return decision.result() instanceof Wait(var what, _) ? what : null;
  }

  private List<String> missingVariables() {
    var isOver =
        decision.journal().isSettled(FindVariables.STEP)
            || decision.journal().hasBegun(RecordState.STEP);
    return isOver ? List.of() : FindVariables.missing(seen);
  }

  private @Nullable PreviewSummary preview() {
    if (seen.app() == null || seen.journal().isSettled(Preview.STEP)) {
      return before.preview();
    }
    return seen.attempts()
        .result(Preview.STEP, Previewed.class)
        .map(this::summary)
        .orElse(before.preview());
  }

  private PreviewSummary summary(Previewed made) {
    return new PreviewSummary(
        made.preview(),
        made.location(),
        made.added(),
        made.changed(),
        made.removed(),
        made.kept(),
        made.warnings(),
        Durations.inWords(Estimate.closed(made, seen)));
  }

  private @Nullable String backup() {
    return decision.journal().hasBegun(BackUp.STEP) && seen.spec().backup() == BackupPolicy.REQUIRED
        ? BackUp.name(seen)
        : null;
  }

  private Progress progress() {
    var steps =
        Stream.of(seen.isTakingBack() ? Route.TAKE_BACK : Route.FORWARD, Route.OUT)
            .flatMap(route -> route.steps(seen.spec()).stream())
            .toList();
    long done = steps.stream().filter(it -> decision.journal().isSettled(it.name())).count();
    return new Progress(
        done, (long) steps.size(), "steps", null, done + "/" + steps.size() + " steps");
  }

  /** Written down once, before anything is changed. */
  private @Nullable QuiesceRecord quiesce() {
    var isTheMoment = before.quiesce() == null && decision.journal().isDone(RecordState.STEP);
    return isTheMoment ? Recording.of(seen.requireApp(), seen.now()) : before.quiesce();
  }

  private @Nullable EffectivePlan effective() {
    if (seen.app() == null) {
      return before.effective();
    }
    var nonce = Runs.nonceOf(seen.plan());
    return new EffectivePlan(
        seen.approvalMode(),
        Verification.CHECKSUM,
        seen.workerImage(),
        nonce.isEmpty() ? null : nonce);
  }

  /** Who did so at last: an approval may have been void. */
  private @Nullable String approvedBy() {
    var approval = seen.spec().approval();
    if (seen.journal().isDone(Approve.STEP) && before.approvedBy() != null) {
      return before.approvedBy();
    }
    return decision.journal().isDone(Approve.STEP) && approval != null ? approval.by() : null;
  }

  private @Nullable Long maintenanceSeconds() {
    var record = before.quiesce();
    var recorded = record == null ? null : record.since();
    return recorded == null
        ? null
        : reopenedAt()
            .map(end -> Duration.between(closedAt(recorded), end).toSeconds())
            .orElse(before.maintenanceSeconds());
  }

  /** While the page starts, users are in. */
  private Instant closedAt(Instant recorded) {
    return decision
        .journal()
        .entry(CloseServices.STEP)
        .map(StepStatus::finishedAt)
        .orElse(recorded);
  }

  private Optional<Instant> reopenedAt() {
    return decision.journal().entry(OpenServices.STEP).map(StepStatus::finishedAt);
  }

  private Instant now() {
    return seen.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
