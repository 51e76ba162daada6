package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.NamespaceEnd;
import dev.slipway.controllers.step.Retrying;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.StepResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a release from Pending to its end: one pass sees, decides one thing, does it, and notes it.
 * It hears of deletions, too: a plan that goes while its app is closed has to open it first.
 */
@ControllerConfiguration(name = "migrationplan", triggerReconcilerOnAllEvents = true)
public final class MigrationPlanReconciler implements Reconciler<MigrationPlan> {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationPlanReconciler.class);
  private static final int UNPROCESSABLE = 422;

  private final ReleaseObserver observer;
  private final ReleasePlanner planner = new ReleasePlanner();
  private final Actions actions;
  private final Clock clock;

  public MigrationPlanReconciler(KubernetesClient client, String operatorImage, Clock clock) {
    this.observer = new ReleaseObserver(client, operatorImage, clock);
    this.actions = new Actions(client);
    this.clock = clock;
  }

  @Override
  public UpdateControl<MigrationPlan> reconcile(
      MigrationPlan plan, Context<MigrationPlan> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    if (plan.getStatus() != null && hasEnded(plan)) {
      return letGo(plan);
    }
    var seen = observer.observe(plan);
    return carryOut(planner.next(seen), seen)
        .map(decision -> report(seen, decision))
        .orElseGet(() -> UpdateControl.<MigrationPlan>noUpdate().rescheduleAfter(Rhythm.SOON));
  }

  @Override
  public ErrorStatusUpdateControl<MigrationPlan> updateErrorStatus(
      MigrationPlan plan, Context<MigrationPlan> context, Exception failure) {
    var status = ReleaseStatuses.orEmpty(plan.getStatus());
    return Retrying.report(
        plan,
        failure,
        status.conditions(),
        conditions -> plan.setStatus(ReleaseStatuses.withConditions(status, conditions)),
        clock.instant());
  }

  /** What stands in the end; nothing where somebody else was faster. */
  private Optional<Decision> carryOut(Decision decision, ReleaseView seen) {
    if (!(decision.result() instanceof StepResult.Act(var action, _))) {
      return Optional.of(decision);
    }
    try {
      return actions.tryTo(action) ? Optional.of(decision) : Optional.empty();
    } catch (KubernetesClientException e) {
      if (NamespaceEnd.isCauseOf(e)) {
        return letGo(seen);
      }
      return Optional.of(refused(decision, seen, e));
    }
  }

  /** An app is not kept closed for what the API server will not have: the release turns back. */
  private Decision refused(Decision decision, ReleaseView seen, KubernetesClientException e) {
    var isForGood = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN || e.getCode() == UNPROCESSABLE;
    return Optional.of(decision)
        .filter(_ -> isForGood)
        .flatMap(it -> planner.refused(it, seen, MissingRights.words(e)))
        .orElseThrow(() -> e);
  }

  private Optional<Decision> letGo(ReleaseView seen) {
    LOG.atWarn()
        .addKeyValue("plan", seen.namespace() + "/" + seen.plan().getMetadata().getName())
        .log("its namespace is going: a fence of a database elsewhere stays");
    var environment = seen.app() == null ? null : seen.target();
    NamespaceEnd.letGo(environment, seen.plan()).forEach(actions::tryTo);
    return Optional.empty();
  }

  private static boolean hasEnded(MigrationPlan plan) {
    var phase = plan.getStatus().phase();
    return phase != null && Ending.isReached(phase);
  }

  private UpdateControl<MigrationPlan> letGo(MigrationPlan plan) {
    return Finalizer.isHeld(plan) && !actions.tryTo(Finalizer.release(plan))
        ? UpdateControl.<MigrationPlan>noUpdate().rescheduleAfter(Rhythm.SOON)
        : UpdateControl.noUpdate();
  }

  private static UpdateControl<MigrationPlan> report(ReleaseView seen, Decision decision) {
    var status = new ReleaseStatuses(seen, decision).status();
    var recheck = Rhythm.after(decision.result());
    if (status.equals(seen.plan().getStatus())) {
      return UpdateControl.<MigrationPlan>noUpdate().rescheduleAfter(recheck);
    }
    if (decision.phase() != seen.phase()) {
      LOG.atInfo()
          .addKeyValue("plan", seen.namespace() + "/" + seen.plan().getMetadata().getName())
          .addKeyValue("phase", decision.phase())
          .log(decision.result().inWords());
    }
    seen.plan().setStatus(status);
    return UpdateControl.patchStatus(seen.plan()).rescheduleAfter(recheck);
  }
}
