package dev.slipway.engine.progress;

/** Takes note of how far a piece of work is. Called often: whoever shows it thins it out. */
@FunctionalInterface
public interface ProgressSink {
  /** For work that nobody watches. */
  ProgressSink NONE = _ -> {};

  void at(ProgressMark mark);
}
