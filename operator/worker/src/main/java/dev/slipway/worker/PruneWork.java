package dev.slipway.worker;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.engine.order.PruneOrder;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.retention.Decision;
import dev.slipway.engine.retention.ItemKind;
import dev.slipway.engine.retention.PruneReport;
import dev.slipway.engine.retention.PruneRequest;
import dev.slipway.engine.retention.Pruning;
import dev.slipway.engine.retention.RetentionPlanner;
import dev.slipway.engine.retention.RetentionPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes away what an environment's policy does not keep. Done again it goes on where another was
 * stopped, and finds nothing more to do afterwards.
 */
record PruneWork(PruneOrder order, Clock clock, ProgressSink progress) {
  /** So many letters leave room for the rest of a report. */
  private static final int LETTERS = 1200;

  WorkReport carryOut() {
    try (var store = Credentials.store(order.backups())) {
      var report = new Pruning(store, clock, progress).prune(request());
      report.requireNothingRefused();
      return WorkReport.done(
          "%s removed from %s, %s held by it"
              .formatted(report.removed().size(), store.inWords(), report.left().size()),
          result(report));
    }
  }

  private PruneRequest request() {
    var retention = order.retention();
    var policy =
        new RetentionPolicy(
            retention.last(),
            retention.daily(),
            retention.weekly(),
            retention.monthly(),
            RetentionPolicy.zone(retention.timeZone()),
            retention.checkpoints(),
            retention.releases());
    return new PruneRequest(order.step().backupsFolder(), policy, order.referred());
  }

  private Pruned result(PruneReport report) {
    var kept =
        report.decisions().stream()
            .filter(Decision::kept)
            .filter(it -> isBackup(it.item().kind()))
            .toList();
    return new Pruned(
        kept.size(),
        report.removed().size(),
        (int) kept.stream().filter(it -> it.why().contains(RetentionPlanner.REFERRED)).count(),
        report.bytes(),
        report.left().size(),
        fitting(report.left().stream().map(PruneReport.Left::location).toList()),
        gone(report));
  }

  /** Of another environment's folder nothing was seen, so nothing is said. */
  private List<String> gone(PruneReport report) {
    var there =
        Stream.concat(
                report.decisions().stream().filter(Decision::kept).map(it -> it.item().location()),
                report.left().stream().map(PruneReport.Left::location))
            .collect(toUnmodifiableSet());
    return fitting(
        order.known().stream()
            .filter(it -> it.startsWith(order.step().backupsFolder() + "/"))
            .filter(it -> !there.contains(it))
            .toList());
  }

  private static boolean isBackup(ItemKind kind) {
    return kind == ItemKind.BACKUP || kind == ItemKind.CHECKPOINT;
  }

  static List<String> fitting(List<String> locations) {
    var fitting = new ArrayList<String>();
    int letters = 0;
    for (var location : locations) {
      letters += location.length();
      if (letters > LETTERS) {
        return fitting;
      }
      fitting.add(location);
    }
    return fitting;
  }
}
