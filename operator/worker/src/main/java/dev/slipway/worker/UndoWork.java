package dev.slipway.worker;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes back what a release has changed, by the file that it kept. Done again it finds in the
 * ledger that it is done.
 */
record UndoWork(UndoOrder order, ProgressSink progress) {
  /** A row refers to one that would go; something is made of what would go. */
  private static final Set<String> CAME_SINCE = Set.of("23503", "2BP01");

  WorkReport carryOut() {
    try (var scratch = TemporaryFolder.create();
        var files =
            new UndoFiles(
                order.backups(), order.step(), scratch.path(), order.accept(), progress)) {
      var report = undo(files);
      return WorkReport.done(
          "run " + order.undone() + " is taken back", new Undone(order.undone(), files.of(report)));
    }
  }

  private MigrationReport undo(UndoFiles files) {
    var sessions = new Sessions(Credentials.login(order.database()));
    var settings =
        MigrationSettings.of(order.database().schema())
            .withAccept(Acceptances.of(Encryption.withoutWayBack(order.accept())))
            .withUndo(files);
    var attempt = Attempts.of(order.step());
    var path = files.fetch(order.undo());
    try (var reader = MigrationFileReader.open(path, Digest.parse(order.undo().digest()));
        var tenure = Tenure.begin(sessions::open, attempt)) {
      return new Migration(sessions::open, settings, progress)
          .undo(reader, new MigrationOrder(attempt, tenure.token(), null));
    } catch (EngineException e) {
      throw hangsOnIt(e)
          ? new EngineException(FailureCode.CHANGED_SINCE, String.valueOf(e.getMessage()), e)
          : e;
    }
  }

  /** Whether the database refused it for the sake of rows or views that came after the release. */
  private static boolean hangsOnIt(EngineException refusal) {
    return refusal.code() == FailureCode.DATABASE_REFUSED
        && refusal.getCause() instanceof SQLException cause
        && CAME_SINCE.contains(requireNonNullElse(cause.getSQLState(), ""));
  }
}
