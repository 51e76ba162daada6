package dev.slipway.engine.check;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.time.Duration;

/** The time between two tries at the same thing. */
record Pause(Duration length) {
  static final Pause BETWEEN_TRIES = new Pause(Duration.ofSeconds(1));

  void take() {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(FailureCode.INTERRUPTED, "interrupted between two checks", e);
    }
  }
}
