package dev.slipway.engine.merge;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.RowKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the rows of all inputs, which come in the order of their keys. It holds a row of
 * each, however many there are.
 */
final class RowJoin {
  private final TablePlan plan;
  private final JoinedColumns columns;
  private final RowKey order;
  private final List<String> names;
  private final Optional<String> lastChanged;
  private final Optional<String> changedBy;
  private final Conflicts conflicts;
  private final boolean haveSameColumns;
  private final int[] removedColumns;
  private final List<Tally> tallies;
  private final Set<String> told = new HashSet<>();

  /**
   * @param names of the sources
   */
  RowJoin(
      TablePlan plan,
      JoinedColumns columns,
      RowKey order,
      List<String> names,
      Optional<String> lastChanged,
      Optional<String> changedBy,
      Conflicts conflicts) {
    this.plan = plan;
    this.columns = columns;
    this.order = order;
    this.names = names;
    this.lastChanged = lastChanged;
    this.changedBy = changedBy;
    this.conflicts = conflicts;
    this.haveSameColumns = columns.areEverywhere();
    this.removedColumns =
        plan.removedColumns().stream().mapToInt(plan.columns()::indexOf).toArray();
    this.tallies = names.stream().map(_ -> new Tally()).toList();
  }

  void join(@Nullable Cursor base, List<Cursor> sources, OutputStream rows, OutputStream removed)
      throws IOException {
    for (var key = least(base, sources); key != null; key = least(base, sources)) {
      var before = base == null ? null : base.take(key);
      var versions = new ArrayList<@Nullable CopyRow>();
      for (var source : sources) {
        versions.add(source.take(key));
      }
      var row = decided(key, before, versions);
      if (row.isPresent()) {
        row.get().writeTo(rows);
      } else if (before != null) {
        before.projected(removedColumns).writeTo(removed);
      }
    }
  }

  List<MergeReport.Brought> brought() {
    return IntStream.range(0, names.size())
        .mapToObj(it -> tallies.get(it).by(names.get(it)))
        .toList();
  }

  private @Nullable CopyRow least(@Nullable Cursor base, List<Cursor> sources) {
    var least = base == null ? null : base.current();
    for (var source : sources) {
      var row = source.current();
      if (row != null && (least == null || order.compare(row, least) < 0)) {
        least = row;
      }
    }
    return least;
  }

  private Optional<CopyRow> decided(
      CopyRow key, @Nullable CopyRow base, List<@Nullable CopyRow> versions) {
    if (base != null && isAsInBase(base, versions)) {
      return Optional.of(base);
    }
    for (int i = 0; i < names.size(); i++) {
      tallies.get(i).count(RowDecision.change(columns, base, versions.get(i), i));
    }
    var outcome = RowDecision.of(columns, base, versions);
    if (outcome.isContested()) {
      var taken = conflicts.decided(conflict(key, base, versions, outcome.contested()));
      if (taken.isEmpty()) {
        // not gone until somebody has decided: what refers to it has its parent
        return Stream.concat(Stream.ofNullable(base), versions.stream().filter(Objects::nonNull))
            .findFirst();
      }
      int chosen = names.indexOf(taken.get());
      if (chosen < 0) {
        refuseWithoutRows(taken.get());
        return Optional.empty();
      }
      outcome = RowDecision.taken(columns, versions, chosen);
    }
    outcome.unknown().stream().filter(told::add).forEach(this::refuseUnknown);
    return outcome.row();
  }

  /** Most rows are, to the last byte; nobody has to decide anything then. */
  private boolean isAsInBase(CopyRow base, List<@Nullable CopyRow> versions) {
    if (!haveSameColumns) {
      return false;
    }
    for (var version : versions) {
      if (version == null || !version.isSameAs(base)) {
        return false;
      }
    }
    return true;
  }

  private void refuseWithoutRows(String source) {
    if (told.add(source)) {
      conflicts.refuse(
          "merge-structure",
          plan.name(),
          "is contested, and " + source + ", which resolve takes, has no rows of it",
          "take another source");
    }
  }

  private void refuseUnknown(String column) {
    conflicts.refuse(
        "merge-value-unknown",
        plan.name() + "." + column,
        "is new in one source, and rows that only another source has would need its default, which"
            + " only PostgreSQL can work out",
        "let the column be NULL or give it a plain value as its default");
  }

  private Conflict conflict(
      CopyRow key,
      @Nullable CopyRow base,
      List<@Nullable CopyRow> versions,
      List<String> contested) {
    var claims =
        IntStream.range(0, names.size())
            .mapToObj(it -> claim(it, base, versions.get(it)))
            .filter(it -> it.change() != Change.UNCHANGED)
            .toList();
    return new Conflict(plan.name(), keyOf(key), contested, claims);
  }

  private Conflict.Claim claim(int source, @Nullable CopyRow base, @Nullable CopyRow row) {
    return new Conflict.Claim(
        names.get(source),
        RowDecision.change(columns, base, row, source),
        said(lastChanged, row),
        said(changedBy, row));
  }

  private @Nullable String said(Optional<String> column, @Nullable CopyRow row) {
    if (row == null || column.isEmpty()) {
      return null;
    }
    int place = plan.columns().indexOf(column.get());
    return row.value(place) == null ? null : row.text(place);
  }

  private SortedMap<String, String> keyOf(CopyRow row) {
    var key = new TreeMap<String, String>();
    plan.key().forEach(it -> key.put(it, row.text(plan.columns().indexOf(it))));
    return key;
  }
}
