package dev.slipway.worker;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.LastChange;
import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.apply.WrittenSince;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.sql.SQLException;
import java.util.List;
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
      return undo(files);
    }
  }

  private static String kept(List<String> written) {
    return written.isEmpty()
        ? ""
        : "; what was written since to other rows stays, in " + Some.of(written);
  }

  private WorkReport undo(UndoFiles files) {
    var sessions = new Sessions(Credentials.login(order.database()));
    var settings =
        MigrationSettings.of(order.database().schema())
            .withAccept(Acceptances.of(Encryption.withoutWayBack(order.accept())))
            .withUndo(files);
    var attempt = Attempts.of(order.step());
    try (var tenure = Tenure.begin(sessions::open, attempt);
        var reader = open(undoFile(sessions, files), files)) {
      var written = writtenSince(sessions);
      var report =
          new Migration(sessions::open, settings, progress)
              .undo(reader, new MigrationOrder(attempt, tenure.token(), null));
      return WorkReport.done(
          "run " + order.undone() + " is taken back" + kept(written),
          new Undone(order.undone(), files.of(report)));
    } catch (EngineException e) {
      throw hangsOnIt(e)
          ? new EngineException(FailureCode.CHANGED_SINCE, String.valueOf(e.getMessage()), e)
          : e;
    }
  }

  private static MigrationFileReader open(UndoFile file, UndoFiles files) {
    return MigrationFileReader.open(files.fetch(file), Digest.parse(file.digest()));
  }

  private UndoFile undoFile(Sessions sessions, UndoFiles files) {
    var named = order.undo();
    if (named != null) {
      return named;
    }
    try (var session = sessions.open();
        var _ = Transaction.begin(session)) {
      var digest = LastChange.undoOf(session, order.undone(), order.step().run());
      return files.find(order.undone(), digest);
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** What an undo that is done already wrote itself would count as well. */
  private List<String> writtenSince(Sessions sessions) {
    try (var session = sessions.open();
        var _ = Transaction.begin(session)) {
      var isDone =
          LedgerHistory.ofRun(session, order.step().run()).stream()
              .anyMatch(it -> it.entry().step().equals(Migration.UNDO));
      return isDone
          ? List.of()
          : WrittenSince.of(session, order.database().schema(), order.undone());
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** Whether the database refused it for the sake of rows or views that came after the release. */
  private static boolean hangsOnIt(EngineException refusal) {
    return refusal.code() == FailureCode.DATABASE_REFUSED
        && refusal.getCause() instanceof SQLException cause
        && CAME_SINCE.contains(requireNonNullElse(cause.getSQLState(), ""));
  }
}
