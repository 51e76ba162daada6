package dev.slipway.controllers.step;

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
}
