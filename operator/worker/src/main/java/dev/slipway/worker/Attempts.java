package dev.slipway.worker;

import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.order.RunStep;

/** What an order calls a step is what the ledger knows it by. */
final class Attempts {
  private Attempts() {}

  static Attempt of(RunStep step) {
    return new Attempt(
        step.run(), step.step(), step.attempt(), step.environmentUid(), step.environment());
  }
}
