package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.file.Undoing;
import dev.slipway.engine.file.Undoing.TableRows;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.structure.StructureWishes;
import dev.slipway.engine.undo.AsLeft;
import dev.slipway.engine.undo.Thing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change taken back: what it touched becomes what its undo file says, and nothing else is
 * touched.
 */
final class TakenBack implements Wanted {
  private static final String ACCEPT = "accept it to have it overwritten, or take the rows aside";

  private final MigrationFileReader file;
  private final AsLeft left;
  private final List<Finding> later;
  private final List<ValuesBack> values = new ArrayList<>();

  /**
   * @param left what the change left, as the ledger tells
   * @param later findings about what was done after it
   */
  TakenBack(MigrationFileReader file, AsLeft left, List<Finding> later) {
    this.file = file;
    this.left = left;
    this.later = later;
  }

  @Override
  public MigrationFileReader file() {
    return file;
  }

  AsLeft left() {
    return left;
  }

  @Override
  public StructureWishes wishes() {
    return StructureWishes.EXACT;
  }

  @Override
  public Catalog structure(Catalog target) {
    return left.putBack(target, file.structure());
  }

  @Override
  public List<Finding> findings(TargetSession session, StagedMigration staged)
      throws SQLException, IOException {
    var target = staged.target();
    var findings = new ArrayList<>(DoneSince.of(session.connection(), file, null).later);
    values.clear();
    for (var thing : left.changedSince(target, file.structure())) {
      findings.add(
          Finding.acceptableRefusal(
              "changed-since",
              thing.name(),
              "its structure is not what the change left",
              "accept it to have it put back all the same"));
    }
    findings.addAll(rowsChangedSince(session, target));
    findings.addAll(AddedColumns.filledSince(session, target, file.structure(), this));
    for (var entry : file.manifest().tablesOfValues()) {
      if (target.table(entry.name()).isPresent()) {
        var back =
            ValuesBack.load(
                session,
                file,
                entry,
                staged,
                values.size() + 1,
                isUntouched(session, entry, target));
        values.add(back);
        findings.addAll(back.lost());
      }
    }
    return findings;
  }

  @Override
  public void writeValues() throws SQLException {
    for (var back : values) {
      back.write();
    }
  }

  /** Then every row has what the change made of it, whatever that was. */
  private boolean isUntouched(TargetSession session, TableEntry entry, Catalog target)
      throws SQLException {
    var known =
        left.begun().stream()
            .filter(it -> it.table().equals(entry.name()))
            .filter(it -> it.columns().containsAll(entry.keyColumns()))
            .filter(it -> hasColumns(target, it))
            .findFirst();
    return known.isPresent()
        && known
            .get()
            .checksum()
            .equals(checksums(session, List.of(known.get())).get(entry.name()));
  }

  private List<Finding> rowsChangedSince(TargetSession session, Catalog target)
      throws SQLException {
    var present = left.rows().stream().filter(it -> hasColumns(target, it)).toList();
    var now = checksums(session, present);
    var findings = new ArrayList<Finding>();
    for (var rows : left.rows()) {
      var found = now.get(rows.table());
      if (!rows.checksum().equals(found) && !isBack(session, rows.table(), target)) {
        findings.add(
            Finding.acceptableRefusal(
                "changed-since", rows.table(), difference(rows, found), ACCEPT));
      }
    }
    return findings;
  }

  private static String difference(TableRows left, @Nullable String now) {
    if (now == null) {
      return "is gone, or columns of it are";
    }
    var had = left.checksum().split(" ", 2)[0];
    var has = now.split(" ", 2)[0];
    return had.equals(has)
        ? "has values that the change did not leave there"
        : "has %s rows where the change left %s".formatted(has, had);
  }

  /** Somebody may have set it right by hand. */
  private boolean isBack(TargetSession session, String table, Catalog target) throws SQLException {
    var before = undoing().rows().stream().filter(it -> it.table().equals(table)).findFirst();
    return before.isPresent()
        && hasColumns(target, before.get())
        && before.get().checksum().equals(checksums(session, List.of(before.get())).get(table));
  }

  static boolean hasColumns(Catalog catalog, TableRows rows) {
    return catalog
        .table(rows.table())
        .filter(it -> it.storedColumns().containsAll(rows.columns()))
        .isPresent();
  }

  static Map<String, String> checksums(TargetSession session, Collection<TableRows> rows)
      throws SQLException {
    return TableDigests.read(
        session, rows.stream().map(it -> new TableDigests.Part(it.table(), it.columns())).toList());
  }

  Undoing undoing() {
    return requireNonNull(file.manifest().undoes());
  }

  /** Tables whose rows are put back, or go. */
  boolean replaces(String table) {
    return left.rows().stream().anyMatch(it -> it.table().equals(table));
  }

  @Override
  public void requireReached(TargetSession session, Catalog before) throws SQLException {
    var now = CatalogReader.read(session.connection(), session.schema());
    var wanted = structure(before);
    var findings = new ArrayList<Finding>();
    var amiss =
        AsLeft.things(wanted, now).stream()
            .map(AsLeft.ThingLeft::thing)
            .filter(it -> !isMereOrder(it, wanted, now))
            .toList();
    for (var thing : amiss) {
      findings.add(amiss(thing.name(), "its structure did not come out as it was before"));
    }
    if (findings.isEmpty()) {
      var found = checksums(session, undoing().rows());
      undoing().rows().stream()
          .filter(it -> !it.checksum().equals(found.get(it.table())))
          .forEach(it -> findings.add(amiss(it.table(), "its rows did not come out as before")));
    }
    if (!findings.isEmpty()) {
      throw EngineException.refused(FailureCode.DATABASE_REFUSED, findings);
    }
  }

  /** A column that had to be dropped comes again as the last one. */
  private static boolean isMereOrder(Thing thing, Catalog wanted, Catalog now) {
    var one = wanted.table(thing.name());
    var other = now.table(thing.name());
    return thing.kind() == Thing.Kind.TABLE
        && one.isPresent()
        && other.isPresent()
        && Set.copyOf(one.get().columns()).equals(Set.copyOf(other.get().columns()))
        && one.get().withColumns(_ -> false).equals(other.get().withColumns(_ -> false));
  }

  private static Finding amiss(String place, String what) {
    return Finding.refusal(
        "not-as-before", place, what, "nothing was changed; restore the backup of the release");
  }
}
