package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.EvidenceOrder;
import dev.slipway.engine.order.Evident;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/** Finds out whether other clusters have proven a file, by what they wrote to the store. */
record EvidenceWork(EvidenceOrder order, Clock clock, ProgressSink progress) {
  WorkReport carryOut() {
    var found = new ArrayList<String>();
    try (var store = new ReleasesStore(order.releases(), progress)) {
      for (var wanted : order.wanted()) {
        found.add(found(wanted, store));
      }
    }
    return WorkReport.done(
        "the file is proven in other clusters: " + String.join("; ", found), new Evident(found));
  }

  private String found(EvidenceOrder.Wanted wanted, ReleasesStore store) {
    var mark =
        store
            .marks(wanted.environment())
            .living(order.app(), order.file())
            .orElseThrow(() -> notValidated(wanted));
    var end = mark.since().plusSeconds(wanted.soakSeconds());
    if (clock.instant().isBefore(end)) {
      throw new EngineException(
          FailureCode.NOT_VALIDATED,
          "file %s is validated in %s since %s, and has to be for %s: this plan goes on by itself after %s"
              .formatted(
                  order.file(),
                  wanted.environment(),
                  mark.since(),
                  Duration.ofSeconds(wanted.soakSeconds()),
                  end));
    }
    return "%s by %s since %s".formatted(wanted.environment(), mark.plan(), mark.since());
  }

  private EngineException notValidated(EvidenceOrder.Wanted wanted) {
    return new EngineException(
        FailureCode.NOT_VALIDATED,
        ("file %s of the app %s has no validation of %s that counts in the releases store: release"
                + " it there first, with this very store; this plan goes on by itself once that has"
                + " succeeded")
            .formatted(order.file(), order.app(), wanted.environment()));
  }
}
