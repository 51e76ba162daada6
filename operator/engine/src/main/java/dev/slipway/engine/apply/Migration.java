package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.Past;
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
  /** The step in whose name the ledger keeps an undo. */
  public static final String UNDO = "Undo";

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
    requireRelease(file);
    return previewed(_ -> new Wanted.Release(file, settings.destructive()));
  }

  /** What {@link #undo} would do now, and what was changed since that it would overwrite. */
  public Preview previewUndo(MigrationFileReader undoFile) {
    return previewed(connection -> DoneSince.of(connection, undoFile, null));
  }

  /**
   * The same as {@link #preview(MigrationFileReader)} for a run that is to apply the file: the rows
   * that it loads beside the target's tables stay there, where {@link #apply} finds them. They are
   * gone once another run applies a file.
   */
  public Preview preview(MigrationFileReader file, Attempt attempt) {
    requireRelease(file);
    try (var connection = sessions.get()) {
      var session = new TargetSession(connection, settings.schema());
      var stages = StageSchema.of(attempt.run());
      var wish = new Wanted.Release(file, settings.destructive());
      var staged = plan(session, _ -> wish, stages).staged();
      new LoadedStages(session, file, stages, null, staged.waiting()).load();
      try (var _ = Transaction.begin(connection)) {
        session.run(ONE_SNAPSHOT);
        staged.prepare();
        requireStillFitting(staged.fitsStructure());
        return new Prospect(session, wish, settings).preview(staged);
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Preview previewed(Wish wish) {
    try (var connection = sessions.get();
        var _ = Transaction.begin(connection)) {
      var session = new TargetSession(connection, settings.schema());
      session.run(ONE_SNAPSHOT);
      var wanted = wish.of(connection);
      var staged = StagedMigration.plan(session, wanted, settings, StageSchema.TEMPORARY);
      staged.prepare();
      staged.load();
      return new Prospect(session, wanted, settings).preview(staged);
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
    requireRelease(file);
    return carryOut(file, order, _ -> new Wanted.Release(file, settings.destructive()));
  }

  /**
   * Takes back what the file was made of: in one transaction, exactly once, and only where nobody
   * has changed since what would be overwritten. What others wrote elsewhere stays.
   *
   * @param order whose step is {@link #UNDO}
   */
  public MigrationReport undo(MigrationFileReader undoFile, MigrationOrder order) {
    if (!order.attempt().step().equals(UNDO)) {
      throw new EngineException(FailureCode.ORDER_INVALID, "the step of an undo is " + UNDO);
    }
    var environment = order.attempt().environment();
    return carryOut(
        undoFile,
        order,
        connection -> {
          var undone = DoneSince.of(connection, undoFile, environment);
          Ledger.find(connection, undone.undoing().run(), undone.undoing().step());
          return undone;
        });
  }

  private MigrationReport carryOut(MigrationFileReader file, MigrationOrder order, Wish wish) {
    try (var connection = sessions.get()) {
      return applyOver(connection, file, order, wish);
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
      requireTurn(connection, order);
      return reportInLedger(connection, file, order);
    } catch (SQLException e) {
      throw SqlFailure.of(e, WHERE);
    }
  }

  private MigrationReport applyOver(
      Connection connection, MigrationFileReader file, MigrationOrder order, Wish wish)
      throws SQLException, IOException {
    order.token().recordBackend(connection);
    var done = reportInTurn(connection, file, order);
    if (done.isPresent()) {
      return done.get();
    }
    var session = new TargetSession(connection, settings.schema());
    var stages = StageSchema.of(order.attempt().run());
    new StageSweep(session, order.token()).dropLeftBehind(stages);
    var planned = plan(session, wish, stages);
    var staged = planned.staged();
    settings.requireNothingRefused(planned.refusals());
    var loaded = new LoadedStages(session, file, stages, order.token(), staged.waiting());
    for (int loads = 0; loads < LOADS; loads++) {
      loaded.load();
      var measured = measure(session, staged);
      var preview = staged.preview(measured);
      settings.requireNothingRefused(preview.findings());
      requireApproved(preview, order);
      var report = change(session, order, new Change(planned, loaded, measured));
      if (report.isPresent()) {
        return report.get();
      }
    }
    throw new EngineException(
        FailureCode.DATABASE_REFUSED,
        "rows that wait beside the target's in schema %s were changed or removed %s times; find out by whom"
            .formatted(stages.name(), LOADS));
  }

  private static Optional<MigrationReport> reportInTurn(
      Connection connection, MigrationFileReader file, MigrationOrder order) throws SQLException {
    try (var _ = Transaction.begin(connection)) {
      requireTurn(connection, order);
      return reportInLedger(connection, file.digest(), order);
    }
  }

  private static void requireTurn(Connection transaction, MigrationOrder order)
      throws SQLException {
    order.token().hold(transaction);
    Past.require(transaction, order.known(), order.token());
  }

  private Planned plan(TargetSession session, Wish wish, StageSchema stages) throws SQLException {
    try (var _ = Transaction.begin(session.connection())) {
      session.run(ONE_SNAPSHOT);
      var wanted = wish.of(session.connection());
      var staged = StagedMigration.plan(session, wanted, settings, stages);
      var refusals = new Prospect(session, wanted, settings).refusals(staged);
      return new Planned(wanted, staged, refusals);
    }
  }

  private static Measurement measure(TargetSession session, StagedMigration staged)
      throws SQLException {
    try (var transaction = Transaction.begin(session.connection())) {
      session.run(ONE_SNAPSHOT);
      staged.prepare();
      requireStillFitting(staged.fitsStructure());
      var measured = staged.measure();
      transaction.commit(); // the differences that were found are needed again
      return measured;
    }
  }

  private record Planned(Wanted wanted, StagedMigration staged, List<Finding> refusals) {}

  /**
   * @param measured before anybody had to wait
   */
  private record Change(Planned planned, LoadedStages loaded, Measurement measured) {}

  /** Empty where the rows to be written are no longer there as they were loaded. */
  private Optional<MigrationReport> change(
      TargetSession session, MigrationOrder order, Change change) throws SQLException, IOException {
    var connection = session.connection();
    try (var transaction = Transaction.begin(connection)) {
      requireTurn(connection, order);
      var done = reportInLedger(connection, change.planned().wanted().digest(), order);
      if (done.isPresent()) {
        return done;
      }
      change.planned().staged().prepare();
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
    var wanted = change.planned().wanted();
    var staged = change.planned().staged();
    var locks = new TableLocks(session.connection(), settings.schema(), settings.lockPatience());
    locks.keepWritersOut(staged.concerned());
    requireStillFitting(staged.fitsStructure());
    settings.requireNothingRefused(wanted.findings(session, staged));
    var measured = staged.measureAgain(change.measured());
    requireStillFitting(
        measured.sameRows(change.measured(), staged.altered()) || staged.wouldPlanTheSame());
    var preview = staged.preview(measured);
    settings.requireNothingRefused(preview.findings());
    requireApproved(preview, order);
    var keeping = Keeping.before(session, staged, preview, order.attempt(), settings);
    locks.keepReadersOut(staged.altered());
    session.runAll(sql(staged.plan().beforeRows()));
    wanted.writeValues();
    staged.fillNewTables();
    RowWriter.write(session, progress, staged.toWrite(preview));
    session.runAll(sql(staged.plan().afterRows()));
    requireOthersUntouched(session, staged);
    SequencePositions.movePast(session, staged.written());
    wanted.requireReached(session, staged.target());
    return MigrationReport.of(preview, keeping.left());
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
    var entry = Ledger.find(transaction, order.attempt(), file.toString());
    if (entry.isPresent()) {
      DoneSince.requireStanding(transaction, order.attempt());
    }
    return entry.map(it -> MigrationReport.parse(it.report()));
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

  private static List<String> sql(List<DdlStatement> statements) {
    return statements.stream().map(DdlStatement::sql).toList();
  }

  private static void requireRelease(MigrationFileReader file) {
    var undoing = file.manifest().undoes();
    if (undoing != null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "%s is no release but the undo file of run %s: give it to undo"
              .formatted(file.digest(), undoing.run()));
    }
  }

  /** Finds out within a transaction what it is to do. */
  @FunctionalInterface
  private interface Wish {
    Wanted of(Connection transaction) throws SQLException;
  }
}
