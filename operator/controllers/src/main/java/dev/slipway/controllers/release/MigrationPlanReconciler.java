package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.step.Carrier;
import dev.slipway.controllers.step.Journal;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a release from Pending to its end: one pass sees, decides one thing, does it, and notes it.
 * It hears of deletions, too: a plan that goes while its app is closed has to open it first.
 */
@ControllerConfiguration(name = "migrationplan", triggerReconcilerOnAllEvents = true)
public final class MigrationPlanReconciler implements Reconciler<MigrationPlan> {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationPlanReconciler.class);

  private final ReleaseObserver observer;
  private final ReleasePlanner planner = new ReleasePlanner();
  private final Turns turns;
  private final Carrier carrier;
  private final Clock clock;

  /** One with a queue of its own. */
  public MigrationPlanReconciler(KubernetesClient client, String operatorImage, Clock clock) {
    this(client, operatorImage, clock, new WorkerQueue(client, WorkerLimits.DEFAULT, clock));
  }

  public MigrationPlanReconciler(
      KubernetesClient client, String operatorImage, Clock clock, WorkerQueue queue) {
    this(client, operatorImage, clock, queue, PeoplePolicies.STANDARD);
  }

  /**
   * @param release the name of the chart's release, by which its policies are found
   */
  public MigrationPlanReconciler(
      KubernetesClient client,
      String operatorImage,
      Clock clock,
      WorkerQueue queue,
      String release) {
    this.observer = new ReleaseObserver(client, operatorImage, clock, release);
    this.turns = new Turns(queue);
    this.carrier = new Carrier(client);
    this.clock = clock;
  }

  @Override
  public UpdateControl<MigrationPlan> reconcile(
      MigrationPlan plan, Context<MigrationPlan> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    if (plan.getStatus() != null && hasEnded(plan) && !isToBeRecorded(plan)) {
      if (Runs.isToBeTakenBack(plan)) {
        plan.setStatus(Runs.takenBack(plan, clock.instant()));
      } else if (Runs.isWantedAgain(plan)) {
        plan.setStatus(Runs.anew(plan));
      } else {
        return carrier.letGo(plan);
      }
    }
    var seen = observer.observe(plan);
    var app = seen.app();
    var wanted = inTurn(new Stride(planner).from(seen), seen);
    return carrier
        .carryOut(
            wanted,
            wanted.result(),
            words -> planner.refused(seen, words),
            app == null ? null : app.environment(),
            plan)
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

  /** Nobody waits for others whose app is closed, or about to be. */
  private Decision inTurn(Decision wanted, ReleaseView seen) {
    var result = turns.of(wanted.result(), seen.journal().hasBegun(RecordState.STEP));
    return result.equals(wanted.result()) ? wanted : wanted.inLine(result, seen);
  }

  private static boolean hasEnded(MigrationPlan plan) {
    var phase = plan.getStatus().phase();
    return phase != null && phase.isEnd();
  }

  private static boolean isToBeRecorded(MigrationPlan plan) {
    return WriteRecord.isDue(Journal.of(plan.getStatus().steps()));
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
