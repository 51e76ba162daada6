package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives rows that are matched by a natural key the keys that they have in the target, and rewrites
 * whatever of the file refers to them, that which is to go as well. The stage stays as the file
 * says; what was rewritten lies beside it.
 */
final class NaturalKeys {
  private final TargetSession session;
  private final Catalog source;
  private final Catalog target;
  private final LeavingKeys leaving;
  private final Map<String, RewrittenRows> rewritten = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private NaturalKeys(TargetSession session, Manifest manifest, Catalog source, Catalog target) {
    this.session = session;
    this.leaving = new LeavingKeys(session, manifest, source, target);
    this.source = source;
    this.target = target;
  }

  /**
   * @param tables with the rows to be written in place of those that were given
   * @param isNone whether no rows had to be rewritten
   */
  record Resolved(List<StagedTable> tables, List<Finding> findings, boolean isNone) {
    static final Resolved NONE = new Resolved(List.of(), List.of(), true);

    Resolved {
      tables = List.copyOf(tables);
      findings = List.copyOf(findings);
    }

    /** Whether it is no consequence of what was found here: a key that is taken clashes, too. */
    boolean isNews(Finding finding) {
      return !finding.kind().equals("unique-clash")
          || findings.stream().noneMatch(it -> it.place().equals(finding.place()));
    }
  }

  static Resolved resolve(
      TargetSession session,
      List<StagedTable> tables,
      Manifest manifest,
      Catalog source,
      Catalog target)
      throws SQLException {
    return new NaturalKeys(session, manifest, source, target).resolved(tables);
  }

  private Resolved resolved(List<StagedTable> tables) throws SQLException {
    var mapped =
        tables.stream()
            .filter(it -> !drawnKey(it).isEmpty())
            .collect(toMap(it -> it.table().name(), this::drawnKey));
    if (mapped.isEmpty() && tables.stream().noneMatch(leaving::concern)) {
      return new Resolved(tables, List.of(), true);
    }
    var references = new LinkedHashMap<String, List<KeyReference>>();
    for (var table : tables) {
      var own = references(table, mapped);
      refuseContradictions(own);
      references.put(table.table().name(), own);
      if (mapped.containsKey(table.table().name()) || !own.isEmpty()) {
        var drawn = mapped.getOrDefault(table.table().name(), Set.of());
        var rows = new RewrittenRows(table, drawn.isEmpty() ? List.of() : primaryKey(table), drawn);
        session.run("DROP TABLE IF EXISTS " + rows.name());
        session.run(rows.create());
        rewritten.put(table.table().name(), rows);
      }
    }
    for (var name : inOrder(mapped.keySet(), references)) {
      rewrite(
          requireNonNull(references.get(name)).stream().filter(it -> isPartOfMatch(it)).toList());
      var rows = requireNonNull(rewritten.get(name));
      leaving.distrust(rows, rewritten);
      draw(rows);
      leaving.resolve(rows.staged(), rewritten);
    }
    for (var own : references.values()) {
      rewrite(own.stream().filter(it -> !isPartOfMatch(it)).toList());
    }
    for (var table : tables) {
      leaving.resolve(table, rewritten);
    }
    for (var rows : rewritten.values()) {
      session.run("ANALYZE " + rows.name());
    }
    return new Resolved(tables.stream().map(this::inItsPlace).toList(), findings, false);
  }

  private StagedTable inItsPlace(StagedTable table) {
    var rows = rewritten.get(table.table().name());
    var coming = rows == null ? table.rows() : table.rows().in(rows.name());
    return table.with(leaving.inTheirPlace(coming));
  }

  /** The columns of the primary key that say nothing beyond one environment. */
  private Set<String> drawnKey(StagedTable staged) {
    var table = staged.table();
    var key = primaryKey(staged);
    var drawn = new LinkedHashSet<>(key);
    table.keyColumns().forEach(drawn::remove);
    return table.keyColumns().isEmpty()
            || target.table(table.name()).isEmpty()
            || !table.entry().columns().containsAll(key)
            || drawn.stream().anyMatch(table.newColumns()::contains)
        ? Set.of()
        : drawn;
  }

  private List<String> primaryKey(StagedTable staged) {
    return source.table(staged.table().name()).map(Table::keyColumns).orElse(List.of());
  }

  private List<KeyReference> references(StagedTable table, Map<String, Set<String>> mapped) {
    return KeyReference.of(table.entry(), source).stream()
        .filter(it -> it.leadsTo(mapped.getOrDefault(it.toTable(), Set.of())))
        .toList();
  }

  private void refuseContradictions(List<KeyReference> references) {
    for (var reference : references) {
      if (references.stream().anyMatch(reference::contradicts)) {
        findings.add(
            Finding.refusal(
                "reference-ambiguous",
                reference.place(),
                "refers to more than one table, and each has keys of its own in the target",
                "leave one of the references, or take the table along by its primary key"));
      }
    }
  }

  private boolean isPartOfMatch(KeyReference reference) {
    var rows = rewritten.get(reference.table());
    return rows != null
        && !rows.drawnKey().isEmpty()
        && reference.touches(rows.table().keyColumns());
  }

  /** What tells rows apart may be a key itself, which has to be known before. */
  private List<String> inOrder(Set<String> mapped, Map<String, List<KeyReference>> references) {
    var ordered = new ArrayList<String>();
    var waiting = new LinkedHashSet<>(rewritten.keySet());
    waiting.retainAll(mapped);
    while (!waiting.isEmpty()) {
      var ready =
          waiting.stream()
              .filter(
                  name ->
                      requireNonNull(references.get(name)).stream()
                          .filter(it -> isPartOfMatch(it))
                          .noneMatch(it -> waiting.contains(it.toTable())))
              .toList();
      if (ready.isEmpty()) {
        findings.add(
            Finding.refusal(
                "match-circular",
                waiting.iterator().next(),
                "is matched by columns that are keys of rows that are matched by it, by way of %s"
                    .formatted(String.join(", ", waiting)),
                "match it by columns of its own"));
        return ordered;
      }
      ordered.addAll(ready);
      ready.forEach(waiting::remove);
    }
    return ordered;
  }

  private void rewrite(List<KeyReference> references) throws SQLException {
    for (var reference : references) {
      var rows = rewritten.get(reference.table());
      var parent = rewritten.get(reference.toTable());
      if (rows != null && parent != null) {
        long lost = session.numbers(rows.countLost(reference, parent)).getFirst();
        if (lost > 0) {
          findings.add(lost(reference, lost));
        }
        session.run(rows.rewrite(reference, parent));
      }
    }
  }

  /** A number that happens to be there means another row in the target. */
  private static Finding lost(KeyReference reference, long rows) {
    var what =
        "%s of the file's rows refer to rows of %s that are not in the file, and whose keys mean others in the target"
            .formatted(rows, reference.toTable());
    var todo = "take the rows along that they refer to, or leave these at home";
    return reference.isForced()
        ? Finding.refusal("reference-missing", reference.place(), what, todo)
        : Finding.acceptableRefusal("reference-missing", reference.place(), what, todo);
  }

  /** The keys of the target, and free ones for rows that it does not have. */
  private void draw(RewrittenRows rows) throws SQLException {
    session.run(rows.takeKeys());
    long taken = session.numbers(rows.countTaken()).getFirst();
    if (taken == 0) {
      return;
    }
    var number = rows.numberedKey();
    if (number.isEmpty()) {
      findings.add(
          Finding.refusal(
              "key-taken",
              rows.table().name(),
              "%s of the file's rows are new to the target by %s, and have keys that other rows have there"
                  .formatted(taken, rows.table().keyColumns()),
              "change these keys in the source, or bring the rows together by hand"));
      return;
    }
    session.run(rows.takeFreeKeys(positions(rows, number.get())));
    exhausted(rows, number.get()).ifPresent(findings::add);
  }

  private Optional<Finding> exhausted(RewrittenRows rows, String column) throws SQLException {
    long beyond = session.numbers(rows.countBeyond(column)).getFirst();
    return beyond == 0
        ? Optional.empty()
        : Optional.of(
            Finding.refusal(
                "key-exhausted",
                rows.table().name(),
                "there are not enough numbers left for the key " + column,
                "give it a wider type"));
  }

  /** Where the sequences stand that fill a column. */
  private String positions(RewrittenRows rows, String column) {
    var table = rows.table().name();
    return target.sequences().stream()
        .filter(
            it ->
                it.users().contains(table)
                    || (it.owner() != null
                        && it.owner().table().equals(table)
                        && it.owner().column().equals(column)))
        .filter(it -> it.increment() > 0)
        .map(it -> " UNION ALL SELECT last_value FROM " + qualified(session.schema(), it.name()))
        .collect(joining());
  }
}
