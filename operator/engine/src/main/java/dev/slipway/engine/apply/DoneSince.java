package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.Undoing;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.undo.AsLeft;
import dev.slipway.engine.undo.Thing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of the change that a file undoes, and of all that was done after it. */
final class DoneSince {
  private final List<Done> all;
  private final Set<Digest> takenBack = new HashSet<>();
  private final List<Done> standing = new ArrayList<>();

  /** One entry. */
  private record Done(LedgerEntry entry, MigrationReport report) {
    boolean isUndo() {
      return entry.step().equals(Migration.UNDO);
    }

    @Nullable Digest undoFile() {
      return report.undo() == null ? null : report.undo().file();
    }
  }

  private DoneSince(List<LedgerEntry> entries) {
    this.all =
        entries.stream().map(it -> new Done(it, MigrationReport.parse(it.report()))).toList();
    all.reversed().forEach(this::settle);
  }

  /** From the last one back: an undo that stands takes its counterpart out. */
  private void settle(Done done) {
    var undoFile = done.undoFile();
    if (undoFile != null && takenBack.contains(undoFile)) {
      return;
    }
    standing.addFirst(done);
    if (done.isUndo()) {
      takenBack.add(done.report().file());
    }
  }

  /**
   * Fails where the ledger knows of no such change, or says something else of it.
   *
   * @param environment that the database should be; absent: nobody said
   */
  static TakenBack of(
      Connection transaction, MigrationFileReader file, @Nullable String environment)
      throws SQLException {
    var undoing = file.manifest().undoes();
    if (undoing == null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "%s is a release, not an undo file: undo takes the file that apply has made"
              .formatted(file.digest()));
    }
    var history = LedgerHistory.since(transaction, undoing.run(), undoing.step());
    return new DoneSince(history).takenBack(file, undoing, environment);
  }

  /** Fails where what this attempt has done was taken back since: then it is not there. */
  static void requireStanding(Connection transaction, Attempt attempt) throws SQLException {
    var history = LedgerHistory.since(transaction, attempt.run(), attempt.step());
    var stands =
        new DoneSince(history)
            .standing.stream().anyMatch(it -> isOf(it, attempt.run(), attempt.step()));
    if (!stands) {
      throw disagrees(
          "step %s of run %s, and that it was undone since; begin a new run"
              .formatted(attempt.step(), attempt.run()));
    }
  }

  private TakenBack takenBack(
      MigrationFileReader file, Undoing undoing, @Nullable String environment) {
    var change =
        all.stream()
            .filter(it -> isOf(it, undoing.run(), undoing.step()))
            .findFirst()
            .orElseThrow(() -> none(undoing));
    var left = change.report().undo();
    if (left == null || !left.file().equals(file.digest())) {
      throw disagrees(
          "step %s of run %s with undo file %s, not %s"
              .formatted(
                  undoing.step(),
                  undoing.run(),
                  left == null ? "none" : left.file(),
                  file.digest()));
    }
    if (!change.report().file().equals(undoing.file())) {
      throw disagrees(
          "step %s of run %s with file %s, not %s"
              .formatted(undoing.step(), undoing.run(), change.report().file(), undoing.file()));
    }
    if (environment != null && !change.entry().environment().equals(environment)) {
      throw disagrees(
          "run %s in environment %s, not %s"
              .formatted(undoing.run(), change.entry().environment(), environment));
    }
    if (takenBack.contains(file.digest())) {
      throw disagrees("that %s was undone already".formatted(undoing.run()));
    }
    return new TakenBack(file, left, later(change, left));
  }

  /** An undo of something later is no change of its own: its counterpart is out as well. */
  private List<Finding> later(Done change, AsLeft left) {
    var findings = new ArrayList<Finding>();
    var touched = tablesOf(change.report());
    left.rows().forEach(it -> touched.add(it.table()));
    int place = all.indexOf(change);
    for (var done : standing) {
      if (all.indexOf(done) > place && !takesBackLaterThan(done, place)) {
        var both = tablesOf(done.report());
        both.retainAll(touched);
        for (var table : both) {
          findings.add(
              Finding.refusal(
                  "later-change",
                  table,
                  "was changed by run %s since".formatted(done.entry().run()),
                  "undo that first"));
        }
      }
    }
    return findings;
  }

  private boolean takesBackLaterThan(Done done, int place) {
    return done.isUndo()
        && all.subList(place + 1, all.size()).stream()
            .anyMatch(it -> done.report().file().equals(it.undoFile()));
  }

  private static Set<String> tablesOf(MigrationReport report) {
    var tables = new TreeSet<String>();
    report.tables().stream()
        .filter(it -> !it.isUnchanged())
        .map(TableCounts::table)
        .forEach(tables::add);
    if (report.undo() == null) {
      report.ddl().forEach(it -> tables.add(it.table()));
    } else {
      report.undo().things().stream()
          .map(AsLeft.ThingLeft::thing)
          .filter(it -> it.kind() == Thing.Kind.TABLE)
          .map(Thing::name)
          .forEach(tables::add);
    }
    return tables;
  }

  private static boolean isOf(Done done, String run, String step) {
    return done.entry().run().equals(run) && done.entry().step().equals(step);
  }

  private static EngineException none(Undoing undoing) {
    return new EngineException(
        FailureCode.NOT_APPLIED,
        "the ledger of this database has no step %s of run %s, which the file undoes"
            .formatted(undoing.step(), undoing.run()));
  }

  private static EngineException disagrees(String what) {
    return new EngineException(FailureCode.LEDGER_DISAGREES, "the ledger has " + what);
  }
}
