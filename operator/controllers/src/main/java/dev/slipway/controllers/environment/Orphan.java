package dev.slipway.controllers.environment;

import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.HeldBy;
import dev.slipway.controllers.work.JobAttempts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An app that was closed by somebody who is gone for good.
 *
 * @param by who it was, as far as anything says so
 * @param atWork Jobs of theirs that have not ended, by name
 * @param attempts at its undoing
 */
record Orphan(App app, List<HeldBy> by, List<String> atWork, JobAttempts attempts) {
  Orphan {
    by = List.copyOf(by);
    atWork = List.copyOf(atWork);
  }

  String inWords() {
    return by.isEmpty()
        ? "somebody who is gone"
        : by.stream().map(HeldBy::inWords).distinct().collect(Collectors.joining(", "));
  }

  /**
   * Unlike that of any other. Once the last mark is gone nobody knows who it was: then the fence is
   * lowered once more, since an app may have been fenced that has nothing to be marked.
   */
  static String nonce(List<HeldBy> by) {
    return by.isEmpty()
        ? "unknown"
        : by.stream().map(HeldBy::uid).sorted().collect(Collectors.joining(","));
  }
}
