package dev.slipway.controllers.step;

import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Turn;
import dev.slipway.controllers.work.WorkerQueue;

/** Has those who want a worker wait for their turn, unless an app is closed meanwhile. */
public final class Turns {
  private final WorkerQueue queue;

  public Turns(WorkerQueue queue) {
    this.queue = queue;
  }

  /**
   * What becomes of a result in this pass.
   *
   * @param isUrgent whether an app is closed until it is done
   */
  public StepResult of(StepResult wanted, boolean isUrgent) {
    if (!(wanted instanceof Act(Action.StartJob(var job), _))) {
      return wanted;
    }
    if (isUrgent) {
      queue.letPass(job);
      return wanted;
    }
    return switch (queue.ask(job)) {
      case Turn.Granted _ -> wanted;
      case Turn.InLine line -> new Wait(line.inWords(), line.askAgainAfter());
    };
  }
}
