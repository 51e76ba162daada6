package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.RemoveOrder;
import dev.slipway.engine.order.Removed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.retention.Removal;
import dev.slipway.engine.retention.Removal.RemovedFolder;
import java.time.Clock;
import java.util.regex.Pattern;

/** Takes one backup away. Done again it finds nothing more to do. */
record RemoveWork(RemoveOrder order, Clock clock, ProgressSink progress) {
  private static final Pattern LOCATION = Pattern.compile("[^/]+/[^/]+");

  WorkReport carryOut() {
    if (!LOCATION.matcher(order.location()).matches()) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "%s is no location of a backup: it is an environment and an id"
              .formatted(order.location()));
    }
    try (var store = Credentials.store(order.backups())) {
      var removed = new Removal(store, clock, progress).remove(order.location());
      return WorkReport.done(
          "%s is gone from %s".formatted(order.location(), store.inWords()),
          new Removed(removed.size(), removed.stream().mapToLong(RemovedFolder::bytes).sum()));
    }
  }
}
