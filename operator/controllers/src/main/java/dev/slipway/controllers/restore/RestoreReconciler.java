package dev.slipway.controllers.restore;

import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.step.Carrier;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.Retrying;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.Turns;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.controllers.work.WorkerQueue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a restore from Pending to its end: one pass sees, decides one thing, does it, and notes it.
 * It hears of deletions, too: a restore that goes while its app is closed has to open it first.
 */
@ControllerConfiguration(name = "restore", triggerReconcilerOnAllEvents = true)
public final class RestoreReconciler implements Reconciler<Restore> {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreReconciler.class);
  private static final Duration LATER = Duration.ofHours(1);

  private final RestoreObserver observer;
  private final RestorePlanner planner = new RestorePlanner();
  private final Turns turns;
  private final Carrier carrier;
  private final Clock clock;

  /** One with a queue of its own. */
  public RestoreReconciler(KubernetesClient client, String operatorImage, Clock clock) {
    this(client, operatorImage, clock, new WorkerQueue(client, WorkerLimits.DEFAULT, clock));
  }

  public RestoreReconciler(
      KubernetesClient client, String operatorImage, Clock clock, WorkerQueue queue) {
    this.observer = new RestoreObserver(client, operatorImage, clock);
    this.turns = new Turns(queue);
    this.carrier = new Carrier(client);
    this.clock = clock;
  }

  @Override
  public UpdateControl<Restore> reconcile(Restore restore, Context<Restore> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    if (Runs.isWantedAgain(restore)) {
      restore.setStatus(Runs.anew(restore));
    } else if (hasEnded(restore) && (Finalizer.isHeld(restore) || !Traffic.isWanted(restore))) {
      return lettingGo(restore);
    }
    var seen = observer.observe(restore);
    var app = seen.app();
    var wanted = inTurn(planner.next(seen), seen);
    return carrier
        .carryOut(
            wanted,
            wanted.result(),
            words -> planner.refused(wanted, seen, words),
            app == null ? null : app.environment(),
            restore)
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

  /** Nobody waits for others whose app is closed, or about to be. */
  private Decision inTurn(Decision wanted, RestoreView seen) {
    var result = turns.of(wanted.result(), seen.journal().hasBegun(RecordState.STEP));
    return result.equals(wanted.result()) ? wanted : wanted.inLine(result, seen);
  }

  /** Nobody tells that a finalizer is gone. */
  private UpdateControl<Restore> lettingGo(Restore restore) {
    var control = carrier.letGo(restore);
    return Traffic.isWanted(restore) ? control.rescheduleAfter(Rhythm.SOON) : control;
  }

  private static boolean hasEnded(Restore restore) {
    var status = restore.getStatus();
    return status != null && status.phase() != null && status.phase().isEnd();
  }

  private static UpdateControl<Restore> report(RestoreView seen, Decision decision) {
    var status = new RestoreStatuses(seen, decision).status();
    var recheck =
        decision.phase().isEnd() && !Finalizer.isHeld(seen.restore())
            ? LATER
            : Rhythm.after(decision.result());
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
