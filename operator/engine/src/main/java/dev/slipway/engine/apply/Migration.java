package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.structure.DdlStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Brings migration files into a target schema. A file is applied in one transaction, exactly once
 * for a run and step, whatever dies in between; asked again, it answers the same.
 */
public final class Migration {
  private static final String WHERE = "target database";

  private final Supplier<Connection> sessions;
  private final MigrationSettings settings;
  private final ProgressSink progress;

  /**
   * @param sessions opens sessions on the target, such as {@code sessions::open}
   */
  public Migration(
      Supplier<Connection> sessions, MigrationSettings settings, ProgressSink progress) {
    this.sessions = sessions;
    this.settings = settings;
    this.progress = progress;
  }

  /** What {@link #apply} would do now. Reads only, keeps nobody waiting, and leaves nothing. */
  public Preview preview(MigrationFileReader file) {
    try (var connection = sessions.get();
        var _ = Transaction.begin(connection)) {
      var session = new TargetSession(connection, settings.schema());
      session.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      return new Prospect(session, file, settings).preview();
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Applies the file, or answers from the ledger where that was done already. A connection that is
   * lost leaves open whether the COMMIT arrived: the ledger tells that, too.
   */
  public MigrationReport apply(MigrationFileReader file, MigrationOrder order) {
    try (var connection = sessions.get()) {
      return applyOver(connection, file, order);
    } catch (SQLException e) {
      var failure = SqlFailure.of(e, WHERE);
      if (failure.code() != FailureCode.CONNECTION_LOST) {
        throw failure;
      }
      return reportAfter(failure, file, order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the ledger says of a file that others may have applied. Where it says nothing, none of
   * those who drew a token before the order's will apply it any more.
   */
  public Optional<MigrationReport> find(Digest file, MigrationOrder order) {
    try (var connection = sessions.get();
        var _ = Transaction.begin(connection)) {
      order.token().hold(connection);
      return reportInLedger(connection, file, order);
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    }
  }

  private MigrationReport applyOver(
      Connection connection, MigrationFileReader file, MigrationOrder order)
      throws SQLException, IOException {
    order.token().recordBackend(connection);
    try (var transaction = Transaction.begin(connection)) {
      order.token().hold(connection);
      var done = reportInLedger(connection, file.digest(), order);
      if (done.isPresent()) {
        return done.get();
      }
      var report = change(new TargetSession(connection, settings.schema()), file, order);
      Ledger.enter(connection, entry(order, report));
      transaction.commit();
      return report;
    }
  }

  private MigrationReport change(
      TargetSession session, MigrationFileReader file, MigrationOrder order)
      throws SQLException, IOException {
    var staged = StagedMigration.stage(session, file, settings.destructive());
    settings.requireNothingRefused(new Prospect(session, file, settings).refusals(staged));
    var locks = new TableLocks(session.connection(), settings.schema(), settings.lockPatience());
    locks.keepWritersOut(staged.concerned());
    requireStillFitting(staged);
    var preview = staged.measure();
    requireApproved(preview, order);
    locks.keepReadersOut(staged.altered());
    session.runAll(sql(staged.plan().beforeRows()));
    staged.fillNewTables();
    new RowWriter(session, progress).write(differing(staged, preview));
    session.runAll(sql(staged.plan().afterRows()));
    requireOthersUntouched(session, staged);
    SequencePositions.movePast(session, staged.written());
    return MigrationReport.of(preview);
  }

  private MigrationReport reportAfter(
      EngineException lost, MigrationFileReader file, MigrationOrder order) {
    try (var connection = sessions.get();
        var _ = Transaction.begin(connection)) {
      var done =
          reportInLedger(connection, file.digest(), order); // waits for the end of the lost session
      if (done.isEmpty()) {
        order.token().hold(connection);
        throw lost;
      }
      return done.get();
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    }
  }

  private static Optional<MigrationReport> reportInLedger(
      Connection transaction, Digest file, MigrationOrder order) throws SQLException {
    return Ledger.find(transaction, order.attempt(), file.toString())
        .map(it -> MigrationReport.parse(it.report()));
  }

  private static LedgerEntry entry(MigrationOrder order, MigrationReport report) {
    return new LedgerEntry(
        order.attempt().run(),
        order.attempt().step(),
        order.attempt().environment(),
        report.file().toString(),
        order.token().number(),
        report.toJson());
  }

  private static void requireStillFitting(StagedMigration staged) throws SQLException {
    if (!staged.stillFits()) {
      throw new EngineException(
          FailureCode.LOCK_TIMEOUT, "the target was changed while rows were staged");
    }
  }

  private static void requireApproved(Preview preview, MigrationOrder order) {
    var approved = order.approvedPreview();
    if (approved != null && !approved.equals(preview.digest())) {
      throw new EngineException(
          FailureCode.PREVIEW_STALE,
          "the target has changed since preview %s was approved; it is now %s"
              .formatted(approved, preview.digest()));
    }
  }

  private void requireOthersUntouched(TargetSession session, StagedMigration staged)
      throws SQLException {
    var concerned = new TreeSet<>(staged.concerned());
    concerned.addAll(staged.plan().tables());
    Bystanders.requireUntouched(session, concerned);
  }

  private static List<StagedTable> differing(StagedMigration staged, Preview preview) {
    var unchanged =
        preview.tables().stream().filter(TableCounts::isUnchanged).map(TableCounts::table).toList();
    return staged.overwritten().stream()
        .filter(it -> !unchanged.contains(it.table().name()))
        .toList();
  }

  private static List<String> sql(List<DdlStatement> statements) {
    return statements.stream().map(DdlStatement::sql).toList();
  }
}
