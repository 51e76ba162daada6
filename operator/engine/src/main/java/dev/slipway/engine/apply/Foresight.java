package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.apply.Rehearsal.Reckoning;
import dev.slipway.engine.apply.TableImpact.Waiting;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.structure.DdlSeverity;
import dev.slipway.engine.structure.DdlStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says who will wait for a migration and how long. What an apply does under its locks is what the
 * preview has just done, or rehearses on a few rows: so the machine itself is the measure.
 */
final class Foresight {
  private static final Pattern REFERENCED =
      Pattern.compile(" FOREIGN KEY \\(.+?\\) REFERENCES \"?(.+?)\"?\\(");

  /** An update, an insert, a delete and the proof afterwards each compare the table once more. */
  private static final int COMPARISONS = 4;

  private static final int SOME_ROWS = 500;

  private final TargetSession session;
  private final StagedMigration staged;
  private final Preview preview;
  private final Map<String, TableExtent> extents;

  Foresight(TargetSession session, StagedMigration staged, Preview preview) throws SQLException {
    this.session = session;
    this.staged = staged;
    this.preview = preview;
    this.extents = TableExtent.read(session);
  }

  /**
   * @param measuring how long it took to count what changes, in milliseconds
   */
  Locks locks(Measurement measured, double measuring) throws SQLException {
    var watch = Stopwatch.start();
    staged.fitsStructure(); // both are asked again under the locks, so they belong to their time
    staged.measureAgain(measured);
    double fitting = watch.millis();
    var reckonings = reckonings();
    double structure = reckonings.values().stream().mapToDouble(Reckoning::work).sum();
    double rows = writing(measuring);
    double open = structure + rows;
    double closed = fitting + open;
    var impacts = new TreeMap<String, TableImpact>();
    for (var table : kept()) {
      impacts.put(table, impact(table, Waiting.WRITERS, 0, closed));
    }
    reckonings.forEach(
        (table, it) ->
            impacts.put(table, impact(table, Waiting.READERS_AND_WRITERS, it.work(), open)));
    return new Locks(
        List.copyOf(impacts.values()),
        new ClosedTime(rounded(closed), rounded(closed + restoring(reckonings))));
  }

  /** Those that writers have to leave alone, though nothing alters them. */
  private Set<String> kept() {
    var kept = new TreeSet<>(staged.concerned());
    for (var statement : preview.ddl()) {
      var reference = REFERENCED.matcher(statement.sql());
      if (reference.find() && staged.target().table(reference.group(1)).isPresent()) {
        kept.add(reference.group(1));
      }
    }
    kept.removeAll(staged.altered());
    return kept;
  }

  private Map<String, Reckoning> reckonings() throws SQLException {
    var reckonings = new HashMap<String, Reckoning>();
    for (var name : staged.altered()) {
      reckonings.put(name, reckoning(staged.target().table(name).orElseThrow()));
    }
    return reckonings;
  }

  private Reckoning reckoning(Table table) throws SQLException {
    var own = statements(table.name());
    return own.stream().allMatch(it -> it.severity() == DdlSeverity.ADDITIVE)
        ? Reckoning.NOTHING
        : new Rehearsal(session, table, withHeirs(table), own).reckon();
  }

  private List<DdlStatement> statements(String table) {
    return preview.ddl().stream().filter(it -> it.table().equals(table)).toList();
  }

  /** A change of a parent is one of all that inherit from it. */
  private TableExtent withHeirs(Table table) {
    var extent = extents.getOrDefault(table.name(), TableExtent.NONE);
    for (var other : staged.target().tables()) {
      if (other.parents().contains(table.name())) {
        extent = extent.and(withHeirs(other));
      }
    }
    return extent;
  }

  /** Of rows that differ: their tables are compared again, and each of them is written. */
  private double writing(double measuring) throws SQLException {
    double all = 1;
    double differing = 0;
    for (var counts : preview.tables()) {
      long rows = counts.added() + counts.changed() + counts.removed() + counts.kept();
      all += rows;
      differing += counts.isUnchanged() ? 0 : rows;
    }
    return measuring * COMPARISONS * differing / all + written() * millisOfARow();
  }

  private long written() {
    return preview.tables().stream()
        .mapToLong(it -> it.added() + it.changed() + it.removed())
        .sum();
  }

  /** By writing some rows of the table that most are written to, beside it. */
  private double millisOfARow() throws SQLException {
    var most =
        preview.tables().stream()
            .max(Comparator.comparingLong(it -> it.added() + it.changed() + it.removed()))
            .flatMap(
                counts ->
                    staged.overwritten().stream()
                        .filter(it -> it.table().name().equals(counts.table()))
                        .findFirst());
    if (most.isEmpty()) {
      return 0;
    }
    var table = most.get().table();
    var rows = most.get().rows();
    try (var trial = Trial.begin(session)) {
      double took =
          trial.millis(
              "INSERT INTO %s (%s) SELECT %s FROM %s AS s LIMIT %s"
                  .formatted(
                      trial.like(table.name()),
                      table.columnList(),
                      table.columns().stream().map(rows::value).collect(joining(", ")),
                      rows.name(),
                      SOME_ROWS));
      return Math.max(0, took) / SOME_ROWS;
    }
  }

  /** Values of columns whose type changes come back from the undo file, all of them. */
  private double restoring(Map<String, Reckoning> reckonings) {
    return staged.plan().conversions().stream()
        .map(it -> it.place().table())
        .distinct()
        .mapToDouble(it -> reckonings.getOrDefault(it, Reckoning.NOTHING).filling())
        .sum();
  }

  private TableImpact impact(String table, Waiting waiting, double work, double wait) {
    var extent = extents.getOrDefault(table, TableExtent.NONE);
    var own = statements(table);
    var rewriting = own.stream().anyMatch(it -> it.effect().contains("rewrites "));
    var reading = own.stream().anyMatch(it -> it.effect().startsWith("reads "));
    return new TableImpact(
        table,
        waiting == Waiting.WRITERS ? "ShareRowExclusive" : "AccessExclusive",
        waiting,
        rewriting,
        reading,
        extent.bytes(),
        Math.max(0, extent.rows()),
        Math.round(work),
        rounded(wait));
  }

  private static long rounded(double millis) {
    return Math.max(1, Math.round(millis));
  }
}
