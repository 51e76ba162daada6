package dev.slipway.controllers.step;

import java.util.List;

/**
 * One step of a run. Pure: it says what it wants, and does nothing. It may be asked any number of
 * times until it is settled, and never after.
 *
 * @param <V> all that one pass knows
 */
public interface Step<V> {
  /** As status and Jobs call it; the same in all versions. */
  default String name() {
    return getClass().getSimpleName();
  }

  StepResult evaluate(V seen);

  /** For what keeps no journal: the first step that is not done decides, in each pass anew. */
  static <V> StepResult first(List<? extends Step<V>> steps, V seen) {
    StepResult result = new StepResult.Done("nothing to do");
    for (var step : steps) {
      result = step.evaluate(seen);
      if (!(result instanceof StepResult.Done)) {
        return result;
      }
    }
    return result;
  }
}
