package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings migration files into a target schema. A file is applied in one transaction, exactly once
 * for a run and step, whatever dies in between; asked again, it answers the same.
 */
public final class Migration {
  private static final String WHERE = "target database";
  private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  /** How often rows are loaded that somebody else, or a crash, takes away again. */
  private static final int LOADS = 3;

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
      session.run(ONE_SNAPSHOT);
      var staged = StagedMigration.plan(session, file, settings, StageSchema.TEMPORARY);
      staged.prepare();
      staged.load();
      return staged.preview(staged.measure());
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same for a run that is to apply the file: the rows that it loads beside the target's tables
   * stay there, where {@link #apply} finds them. They are gone once another run applies a file.
   */
  public Preview preview(MigrationFileReader file, Attempt attempt) {
    try (var connection = sessions.get()) {
      var session = new TargetSession(connection, settings.schema());
      var stages = StageSchema.of(attempt.run());
      var staged = plan(session, file, stages);
      new LoadedStages(session, file, stages, null, staged.overwritten()).load();
      return staged.preview(measure(session, staged));
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
    } finally {
      dropStage(order);
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
    var done = reportInLedger(connection, file, order);
    if (done.isPresent()) {
      return done.get();
    }
    var session = new TargetSession(connection, settings.schema());
    var stages = StageSchema.of(order.attempt().run());
    new StageSweep(session, order.token()).dropLeftBehind(stages);
    var staged = plan(session, file, stages);
    settings.requireNothingRefused(staged.findings());
    var loaded = new LoadedStages(session, file, stages, order.token(), staged.overwritten());
    for (int loads = 0; loads < LOADS; loads++) {
      loaded.load();
      var measured = measure(session, staged);
      requireApproved(staged.preview(measured), order);
      var report = change(session, file, order, new Change(staged, loaded, measured));
      if (report.isPresent()) {
        return report.get();
      }
    }
    throw new EngineException(
        FailureCode.DATABASE_REFUSED,
        "rows that wait beside the target's in schema %s were changed or removed %s times; find out by whom"
            .formatted(stages.name(), LOADS));
  }

  private Optional<MigrationReport> reportInLedger(
      Connection connection, MigrationFileReader file, MigrationOrder order) throws SQLException {
    try (var _ = Transaction.begin(connection)) {
      order.token().hold(connection);
      return reportInLedger(connection, file.digest(), order);
    }
  }

  private StagedMigration plan(TargetSession session, MigrationFileReader file, StageSchema stages)
      throws SQLException {
    try (var _ = Transaction.begin(session.connection())) {
      session.run(ONE_SNAPSHOT);
      return StagedMigration.plan(session, file, settings, stages);
    }
  }

  private Measurement measure(TargetSession session, StagedMigration staged) throws SQLException {
    try (var _ = Transaction.begin(session.connection())) {
      session.run(ONE_SNAPSHOT);
      staged.prepare();
      requireStillFitting(staged.fitsStructure());
      return staged.measure();
    }
  }

  /**
   * @param measured before anybody had to wait
   */
  private record Change(StagedMigration staged, LoadedStages loaded, Measurement measured) {}

  /** Empty where the rows to be written are no longer there as they were loaded. */
  private Optional<MigrationReport> change(
      TargetSession session, MigrationFileReader file, MigrationOrder order, Change change)
      throws SQLException, IOException {
    var connection = session.connection();
    try (var transaction = Transaction.begin(connection)) {
      order.token().hold(connection);
      var done = reportInLedger(connection, file.digest(), order);
      if (done.isPresent()) {
        return done;
      }
      change.staged().prepare();
      if (!change.loaded().keep()) {
        return Optional.empty();
      }
      var report = write(session, order, change);
      Ledger.enter(connection, entry(order, report));
      transaction.commit();
      return Optional.of(report);
    }
  }

  private MigrationReport write(TargetSession session, MigrationOrder order, Change change)
      throws SQLException, IOException {
    var staged = change.staged();
    var locks = new TableLocks(session.connection(), settings.schema(), settings.lockPatience());
    locks.keepWritersOut(staged.concerned());
    requireStillFitting(staged.fitsStructure());
    var measured = staged.measureAgain(change.measured());
    requireStillFitting(
        measured.sameRows(change.measured(), staged.altered()) || staged.wouldPlanTheSame());
    var preview = staged.preview(measured);
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

  /** Whoever has taken over needs it still; what cannot be dropped now is swept up later. */
  private void dropStage(MigrationOrder order) {
    try (var connection = sessions.get()) {
      new StageSweep(new TargetSession(connection, settings.schema()), order.token())
          .dropOwn(StageSchema.of(order.attempt().run()));
    } catch (SQLException | EngineException e) {
      LOG.atInfo().addKeyValue("run", order.attempt().run()).setCause(e).log("a stage stays");
    }
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

  private static void requireStillFitting(boolean fits) {
    if (!fits) {
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
