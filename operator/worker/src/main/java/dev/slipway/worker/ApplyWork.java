package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.apply.TableCounts;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.KnownEntry;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Brings a migration file into a database. Done again it finds in the ledger that it is done. Asked
 * only, it draws the token all the same, so that a no is final: whoever held an earlier token
 * cannot commit any more.
 */
record ApplyWork(ApplyOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    var file = Digest.parse(order.file());
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var scratch = TemporaryFolder.create();
        var undo = undoFiles(scratch)) {
      var migration = new Migration(sessions::open, settings().withUndo(undo), progress);
      var report =
          order.onlyAsk()
              ? ask(migration, sessions, file)
              : apply(migration, sessions, file, scratch);
      return WorkReport.done(
          "the migration file " + report.file() + " is applied", result(report, undo));
    }
  }

  private MigrationReport apply(
      Migration migration, Sessions sessions, Digest file, TemporaryFolder scratch) {
    try (var store = new ReleasesStore(order.releases(), progress);
        var reader = MigrationFileReader.open(store.fetch(file, scratch.path()), file);
        var tenure = Tenure.begin(sessions::open, attempt())) {
      var refused = Encryption.noWayBack(order.backups(), order.accept());
      return refused.isEmpty()
          ? migration.apply(reader, order(tenure))
          : migration.find(file, order(tenure)).orElseThrow(refused::get);
    }
  }

  private UndoFiles undoFiles(TemporaryFolder scratch) {
    return new UndoFiles(order.backups(), order.step(), scratch.path(), order.accept(), progress);
  }

  private MigrationReport ask(Migration migration, Sessions sessions, Digest file) {
    try (var tenure = Tenure.begin(sessions::open, attempt())) {
      return migration
          .find(file, order(tenure))
          .orElseThrow(
              () ->
                  new EngineException(
                      FailureCode.NOT_APPLIED,
                      "%s was not applied, and nobody is at it any more".formatted(file)));
    }
  }

  private MigrationOrder order(Tenure tenure) {
    var approved = order.approvedPreview();
    return new MigrationOrder(
        attempt(), tenure.token(), approved == null ? null : Digest.parse(approved), known());
  }

  private List<KnownEntry> known() {
    return order.known().stream()
        .map(
            it ->
                new KnownEntry(
                    it.run(), it.step(), it.digest(), it.token(), Instant.parse(it.reported())))
        .toList();
  }

  private Attempt attempt() {
    return Attempts.of(order.step());
  }

  private static Applied result(MigrationReport report, UndoFiles undo) {
    return new Applied(
        report.file().toString(),
        report.preview().toString(),
        sum(report, TableCounts::added),
        sum(report, TableCounts::changed),
        sum(report, TableCounts::removed),
        sum(report, TableCounts::kept),
        undo.of(report));
  }

  private static long sum(MigrationReport report, ToLongFunction<TableCounts> count) {
    return report.tables().stream().mapToLong(count).sum();
  }

  private MigrationSettings settings() {
    return new KnownApp(order.app())
        .settings(order.database(), order.destructive(), order.accept());
  }
}
