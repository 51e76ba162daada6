package dev.slipway.worker;

import dev.slipway.engine.Refusals;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.util.List;

/**
 * Puts the configuration of a checkpoint back, once, and keeps the way back as a release does. Done
 * again it finds in the ledger that it is done.
 */
record CheckpointRestoreWork(RestoreOrder order, ObjectStore store, ProgressSink progress) {
  WorkReport carryOut() {
    return order.onlyAsk() ? ask() : restore();
  }

  private WorkReport ask() {
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var scratch = TemporaryFolder.create()) {
      var settings = settings();
      var preview =
          new CheckpointRestore(
                  store, Encryption.identities(order.sourceOrBackups()), scratch.path(), progress)
              .preview(order.location(), sessions, settings);
      Refusals.requireNone(Verdict.of(preview.findings(), settings.accept()).standing());
      return WorkReport.done(
          order.location() + " can be put back", new Restored(order.location(), 0));
    }
  }

  private WorkReport restore() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var attempt = Attempts.of(order.step());
    try (var scratch = TemporaryFolder.create();
        var undo =
            new UndoFiles(order.backups(), order.step(), scratch.path(), accepted(), progress);
        var tenure = Tenure.begin(sessions::open, attempt)) {
      var identities = Encryption.identities(order.sourceOrBackups());
      var report =
          new CheckpointRestore(store, identities, scratch.path(), progress)
              .restore(
                  order.location(),
                  sessions,
                  settings().withUndo(undo),
                  new MigrationOrder(attempt, tenure.token(), null));
      var rows = report.tables().stream().mapToLong(it -> it.added() + it.changed()).sum();
      var back = undo.of(report);
      return WorkReport.done(
          order.location()
              + " is put back"
              + (back == null ? "" : "; what takes that back is " + back.location()),
          new Restored(order.location(), rows));
    }
  }

  /** Where the order says nothing of the app, the checkpoint tells. */
  private MigrationSettings settings() {
    var app = order.app();
    return new KnownApp(app == null ? AppKnowledge.NONE : app)
        .settings(order.database(), false, accepted());
  }

  private List<Accepted> accepted() {
    var accept = order.accept();
    return accept == null ? List.of() : accept;
  }
}
