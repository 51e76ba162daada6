package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.structure.StructurePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rows of both sides say, once it is known which of them differ.
 *
 * @param source the structure as it is to be
 * @param target the structure as it is
 */
record RowFindings(Catalog source, Catalog target, StructurePlan plan) {

  List<Finding> of(TargetSession session, List<StagedTable> tables, List<StagedTable> differing)
      throws SQLException {
    var found = new ArrayList<Finding>();
    for (var table : tables) {
      found.addAll(repeatedKeys(session, table));
    }
    var clashing = differing.stream().filter(it -> !bringsItsOwnKeys(it.entry())).toList();
    found.addAll(UniqueClashes.find(session, clashing));
    found.addAll(ReferenceFindings.find(session, differing, droppedReferences()));
    return found;
  }

  /** No constraint keeps keys apart in which a value is missing, or that only a preset knows. */
  private static List<Finding> repeatedKeys(TargetSession session, StagedTable staged)
      throws SQLException {
    var table = staged.table();
    if (table.entry().merged() == null
        && (table.keys().stream().allMatch(Column::notNull)
            || table.entry().rule() != Rule.OVERWRITE)) {
      return List.of();
    }
    var keys = table.keys().stream().map(Reading.before(staged.rows()).present());
    long repeated =
        session
            .numbers(
                "SELECT count(*) FROM (SELECT FROM ONLY %s AS t GROUP BY %s HAVING count(*) > 1) AS r"
                    .formatted(table.qualifiedName(), keys.collect(joining(", "))))
            .getFirst();
    return repeated == 0
        ? List.of()
        : List.of(
            Finding.refusal(
                "match-not-unique",
                table.name(),
                "%s values of %s stand in more than one row of the target"
                    .formatted(repeated, table.keyColumns()),
                "leave one row of each there"));
  }

  /** Whether the rows of a table are the file's alone, and so is what tells them apart. */
  private boolean bringsItsOwnKeys(TableEntry entry) {
    return entry.rule() == Rule.OVERWRITE
        && entry.ownRows() == null
        && entry.preserved().isEmpty()
        && keyWords(source, entry).containsAll(keyWords(target, entry));
  }

  private static Set<String> keyWords(Catalog catalog, TableEntry entry) {
    return catalog.table(entry.name()).stream()
        .flatMap(
            it ->
                Stream.of(
                        Stream.ofNullable(it.primaryKey()).map(Key::definition),
                        it.uniqueKeys().stream().map(Key::definition),
                        it.indexes().stream().filter(Index::unique).map(Index::definition))
                    .flatMap(words -> words))
        .collect(toSet());
  }

  private Set<String> droppedReferences() {
    return target.tables().stream()
        .flatMap(it -> it.foreignKeys().stream())
        .map(ForeignKey::name)
        .filter(it -> isDropped("DROP CONSTRAINT " + quoted(it)))
        .collect(toSet());
  }

  private boolean isDropped(String words) {
    return plan.statements().stream().anyMatch(it -> it.sql().endsWith(words));
  }
}
