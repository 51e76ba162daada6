package dev.slipway.controllers.restore;

import dev.slipway.api.restore.Restore;
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
 * Takes a restore from Pending to its end: one pass sees, decides one thing, does it, and notes it.
 * It hears of deletions, too: a restore that goes while its app is closed has to open it first.
 */
@ControllerConfiguration(name = "restore", triggerReconcilerOnAllEvents = true)
public final class RestoreReconciler implements Reconciler<Restore> {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreReconciler.class);

  private static final int UNPROCESSABLE = 422;

  private final RestoreObserver observer;
  private final RestorePlanner planner = new RestorePlanner();
  private final Actions actions;
  private final Clock clock;

  public RestoreReconciler(KubernetesClient client, String operatorImage, Clock clock) {
    this.observer = new RestoreObserver(client, operatorImage, clock);
    this.actions = new Actions(client);
    this.clock = clock;
  }

  @Override
  public UpdateControl<Restore> reconcile(Restore restore, Context<Restore> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    if (hasEnded(restore)) {
      return letGo(restore);
    }
    var seen = observer.observe(restore);
    return carryOut(planner.next(seen), seen)
        .map(decision -> report(seen, decision))
        .orElseGet(() -> UpdateControl.<Restore>noUpdate().rescheduleAfter(Rhythm.SOON));
  }

  @Override
  public ErrorStatusUpdateControl<Restore> updateErrorStatus(
      Restore restore, Context<Restore> context, Exception failure) {
    var status = restore.getStatus();
    return status == null
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : Retrying.report(
            restore,
            failure,
            status.conditions(),
            conditions -> restore.setStatus(RestoreStatuses.withConditions(status, conditions)),
            clock.instant());
  }

  /** What stands in the end; nothing where somebody else was faster. */
  private Optional<Decision> carryOut(Decision decision, RestoreView seen) {
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

  private Optional<Decision> letGo(RestoreView seen) {
    LOG.atWarn()
        .addKeyValue("restore", seen.namespace() + "/" + seen.name())
        .log("its namespace is going: a fence of a database elsewhere stays");
    var app = seen.app();
    NamespaceEnd.letGo(app == null ? null : app.environment(), seen.restore())
        .forEach(actions::tryTo);
    return Optional.empty();
  }

  /** An app is not kept closed for what the API server will not have: the way is given up. */
  private Decision refused(Decision decision, RestoreView seen, KubernetesClientException e) {
    var isForGood = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN || e.getCode() == UNPROCESSABLE;
    return Optional.of(decision)
        .filter(_ -> isForGood)
        .flatMap(it -> planner.refused(it, seen, MissingRights.words(e)))
        .orElseThrow(() -> e);
  }

  private static boolean hasEnded(Restore restore) {
    var status = restore.getStatus();
    return status != null && status.phase() != null && Ending.isReached(status.phase());
  }

  private UpdateControl<Restore> letGo(Restore restore) {
    return Finalizer.isHeld(restore) && !actions.tryTo(Finalizer.release(restore))
        ? UpdateControl.<Restore>noUpdate().rescheduleAfter(Rhythm.SOON)
        : UpdateControl.noUpdate();
  }

  private static UpdateControl<Restore> report(RestoreView seen, Decision decision) {
    var status = new RestoreStatuses(seen, decision).status();
    var recheck = Rhythm.after(decision.result());
    if (status.equals(seen.restore().getStatus())) {
      return UpdateControl.<Restore>noUpdate().rescheduleAfter(recheck);
    }
    if (decision.phase() != seen.phase()) {
      LOG.atInfo()
          .addKeyValue("restore", seen.namespace() + "/" + seen.name())
          .addKeyValue("phase", decision.phase())
          .log(decision.result().inWords());
    }
    seen.restore().setStatus(status);
    return UpdateControl.patchStatus(seen.restore()).rescheduleAfter(recheck);
  }
}
