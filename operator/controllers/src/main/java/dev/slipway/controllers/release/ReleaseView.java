package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Stage;
import dev.slipway.api.plan.AcceptedFinding;
import dev.slipway.api.plan.Approval;
import dev.slipway.api.plan.ApprovalMode;
import dev.slipway.api.plan.Destructive;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.ResolveAction;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.RunId;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Merged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass knows of a release.
 *
 * @param forbidden what the API server would not let the operator see, in its words
 * @param app the target's parts; absent where there is no target
 * @param upstream the environments that have to have validated the file, as far as they are there
 * @param around what else decides whether it may begin
 * @param attempts the Jobs of this run, those in the source's namespace among them
 * @param jobs those that the plan's checks are made of
 */
record ReleaseView(
    MigrationPlan plan,
    @Nullable String forbidden,
    @Nullable App app,
    SourceSeen source,
    List<AppEnvironment> upstream,
    JobAttempts attempts,
    @Nullable Backup backup,
    Surroundings around,
    JobsSeen jobs,
    String operatorImage,
    Instant now) {
  MigrationPlanSpec spec() {
    return plan.getSpec();
  }

  MigrationPlanStatus status() {
    return ReleaseStatuses.orEmpty(plan.getStatus());
  }

  /** What the next pass would see, were nothing to change but the status that is written now. */
  ReleaseView after(Decision decision) {
    var written = new MigrationPlan();
    written.setMetadata(plan.getMetadata());
    written.setSpec(plan.getSpec());
    written.setStatus(new ReleaseStatuses(this, decision).status());
    return new ReleaseView(
        written,
        forbidden,
        app,
        source,
        upstream,
        attempts,
        backup,
        around,
        jobs,
        operatorImage,
        now);
  }

  String namespace() {
    return plan.getMetadata().getNamespace();
  }

  long generation() {
    return plan.getMetadata().getGeneration();
  }

  RunId run() {
    return Runs.idOf(plan);
  }

  PlanPhase phase() {
    return ReleaseStatuses.phaseOf(plan);
  }

  Journal journal() {
    return Journal.of(status().steps());
  }

  /** Only for steps that come after the target was found. */
  App requireApp() {
    return requireNonNull(app, "the target was found");
  }

  AppEnvironment target() {
    return requireApp().environment();
  }

  /** Only for steps that come after it was recorded what the app was like. */
  QuiesceRecord recorded() {
    return requireNonNull(status().quiesce(), "the app's state was recorded");
  }

  /** The image that this run began with. */
  String workerImage() {
    var effective = status().effective();
    return effective == null
        ? operatorImage
        : requireNonNullElse(effective.workerImage(), operatorImage);
  }

  /** A worker refuses an order with a word that it does not know. */
  boolean hasWorkersOfThisVersion() {
    var own = target().getSpec().worker();
    return workerImage().equals(operatorImage) && (own == null || own.image() == null);
  }

  ApprovalMode approvalMode() {
    var approval = spec().approval();
    var mode = approval == null ? null : approval.mode();
    return requireNonNullElseGet(
        mode,
        () ->
            target().getSpec().stage() == Stage.PRODUCTION || target().getSpec().separateApprover()
                ? ApprovalMode.MANUAL
                : ApprovalMode.AUTOMATIC);
  }

  /** The preview that somebody agreed to, where somebody has to. */
  @Nullable String approvedPreview() {
    return approvalMode() == ApprovalMode.AUTOMATIC
        ? null
        : Optional.ofNullable(spec().approval()).map(Approval::preview).orElse(null);
  }

  /** Whether the plan lets the structure change in ways that lose data. */
  boolean mayDestroy() {
    return spec().structure().destructive() == Destructive.ALLOW;
  }

  /** Findings about the target that the plan overrules. */
  List<Accepted> accepted() {
    return requireNonNullElse(spec().accept(), List.<AcceptedFinding>of()).stream()
        .map(it -> new Accepted(it.finding(), it.reason()))
        .toList();
  }

  /** The digest of the file that is released, once it is known. */
  Optional<String> file() {
    return made().or(() -> Optional.ofNullable(status().file())).or(this::fileOfSource);
  }

  private Optional<String> made() {
    return Sources.areJoined(spec())
        ? attempts.result(Merge.STEP, Merged.class).map(Merged::file)
        : attempts.result(Build.STEP, Built.class).map(Built::file);
  }

  private Optional<String> fileOfSource() {
    var wanted = spec().source();
    return Optional.ofNullable(wanted.file())
        .map(file -> file.digest())
        .or(
            () ->
                Optional.ofNullable(source.plan())
                    .map(MigrationPlan::getStatus)
                    .map(MigrationPlanStatus::file));
  }

  String requireFile() {
    return file().orElseThrow(() -> new IllegalStateException("the file is known by now"));
  }

  /** Whether users are out, or about to be, or were. */
  boolean isClosed() {
    return app != null && journal().hasBegun(RecordState.STEP);
  }

  Duration sinceBeginOf(String step) {
    return journal()
        .entry(step)
        .map(StepStatus::startedAt)
        .map(start -> Duration.between(start, now))
        .orElse(Duration.ZERO);
  }

  /** Somebody wants the release to end, by word or by deleting it. */
  boolean isAborted() {
    return spec().abort() || isDeleted();
  }

  boolean isDeleted() {
    return plan.getMetadata().getDeletionTimestamp() != null;
  }

  /** Whether this run takes back what an earlier one has released, which has succeeded. */
  boolean isTakingBack() {
    return Route.isTakingBack(journal());
  }

  /** Whether a person who knows what stands in the way has it rolled back all the same. */
  boolean isToldToRollBack() {
    var answer = spec().resolve();
    return answer != null
        && answer.action() == ResolveAction.ROLLBACK
        && answer.nonce().equals(status().resolvedNonce());
  }

  /** Whether it has been closed for longer than the plan allows before it is applied. */
  boolean isOverdue() {
    return journal().hasBegun(RecordState.STEP)
        && sinceBeginOf(RecordState.STEP).compareTo(Durations.parse(spec().deadline())) > 0;
  }

  /**
   * Whether its window has closed before it began to be applied: after that it is brought to its
   * end.
   */
  boolean isTooLate() {
    var closedSince = journal().entry(RecordState.STEP).map(StepStatus::startedAt);
    return closedSince.isPresent()
        && !journal().hasBegun(Apply.STEP)
        && WindowGate.of(plan, now).hasClosedSince(closedSince.get());
  }

  /** Whether nothing new may begin on the way to COMMIT. */
  boolean isInterrupted() {
    return isAborted() || isTooLate() || (isOverdue() && !journal().isDone(Apply.STEP));
  }
}
