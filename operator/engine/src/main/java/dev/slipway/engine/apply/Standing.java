package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.outlook.LooseReference;
import dev.slipway.engine.outlook.LooseReference.Dangling;
import dev.slipway.engine.undo.AsLeft;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a run has applied is there still, now that the app has started on it. What went is
 * amiss; what the app wrote into the rows that came is its own business, and told.
 *
 * @param amiss in words; none where all is there
 * @param noted what is other than it came, in words
 */
public record Standing(List<String> amiss, List<String> noted) {
  private static final String APPLY = "Apply";
  private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  public Standing {
    amiss = List.copyOf(amiss);
    noted = List.copyOf(noted);
  }

  /**
   * Fails where it was undone, or a backup restored over it.
   *
   * @param transaction of which this is the first statement; it is to be rolled back
   * @param digest of the file that the run has applied
   * @param file opens it, where rows have to be compared one by one; absent: none are
   */
  public static Standing of(
      Connection transaction,
      MigrationSettings settings,
      Attempt anyOfTheRun,
      String digest,
      @Nullable Supplier<MigrationFileReader> file)
      throws SQLException {
    var session = new TargetSession(transaction, settings.schema());
    session.run(ONE_SNAPSHOT);
    var applied = applied(transaction, anyOfTheRun.run(), digest);
    if (applied.isEmpty()) {
      return new Standing(
          List.of("the ledger of the database does not know that %s was applied".formatted(digest)),
          List.of());
    }
    DoneSince.requireStanding(
        transaction, new Attempt(anyOfTheRun.run(), APPLY, 1, anyOfTheRun.environment()));
    var left = MigrationReport.parse(applied.get().report()).undo();
    return left == null
        ? new Standing(List.of(), List.of())
        : new Look(session, settings, left).taken(file);
  }

  private static Optional<LedgerEntry> applied(Connection transaction, String run, String file)
      throws SQLException {
    return LedgerHistory.since(transaction, run, APPLY).stream()
        .filter(it -> it.run().equals(run) && it.step().equals(APPLY))
        .filter(it -> it.digest().equals(file))
        .findFirst();
  }

  /** At what is there, beside what was left. */
  private record Look(TargetSession session, MigrationSettings settings, AsLeft left) {
    Standing taken(@Nullable Supplier<MigrationFileReader> file) throws SQLException {
      var amiss = new ArrayList<String>();
      var noted = new ArrayList<String>();
      var catalog = CatalogReader.read(session.connection(), session.schema());
      var others = compareTables(catalog, amiss);
      findDangling(catalog, amiss);
      if (file != null && !others.isEmpty()) {
        try (var reader = file.get()) {
          for (var fate : new BroughtRows(session, reader, settings).of(others)) {
            tell(fate, amiss, noted);
          }
        }
      }
      return new Standing(amiss, noted);
    }

    /** The tables that hold other rows than were left there. */
    private Set<String> compareTables(Catalog catalog, List<String> amiss) throws SQLException {
      var present = left.rows().stream().filter(it -> TakenBack.hasColumns(catalog, it)).toList();
      var now = TakenBack.checksums(session, present);
      var others = new TreeSet<String>();
      for (var rows : left.rows()) {
        var found = now.get(rows.table());
        if (found == null) {
          amiss.add(
              catalog.table(rows.table()).isEmpty()
                  ? rows.table() + " is gone"
                  : "columns of %s are gone".formatted(rows.table()));
        } else if (!found.equals(rows.checksum())) {
          others.add(rows.table());
          if (count(found) < count(rows.checksum())) {
            amiss.add(
                "%s has %s rows where the release left %s"
                    .formatted(rows.table(), count(found), count(rows.checksum())));
          }
        }
      }
      return others;
    }

    private void findDangling(Catalog catalog, List<String> amiss) throws SQLException {
      var before = new HashMap<LooseReference, Long>();
      left.references().forEach(it -> before.put(it.reference(), it.rows()));
      var now =
          LooseReference.count(
              session.connection(),
              session.schema(),
              catalog,
              left.references().stream().map(Dangling::reference).toList());
      for (var dangling : now) {
        long more = dangling.rows() - before.getOrDefault(dangling.reference(), 0L);
        if (more > 0) {
          amiss.add(
              "%s rows of %s name by %s a row of %s that is not there any more"
                  .formatted(
                      more,
                      dangling.reference().table(),
                      dangling.reference().column(),
                      dangling.reference().toTable()));
        }
      }
    }

    private static void tell(BroughtRows.Fate fate, List<String> amiss, List<String> noted) {
      if (fate.gone() > 0) {
        amiss.add("%s rows of the file are gone from %s".formatted(fate.gone(), fate.table()));
      }
      if (fate.changed() > 0) {
        noted.add("%s rows of %s are not as they came".formatted(fate.changed(), fate.table()));
      }
    }

    /** The first word of a checksum. */
    private static long count(String checksum) {
      return Long.parseLong(checksum.split(" ", 2)[0]);
    }
  }
}
