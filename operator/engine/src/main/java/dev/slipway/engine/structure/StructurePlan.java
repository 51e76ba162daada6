package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toCollection;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the structure of a file gets into a target.
 *
 * @param beforeRows what has to be there before the first row is written
 * @param afterRows what is built and checked at once over all rows
 * @param findings what people are to know; the statements are of use only where none of them
 *     refuses
 * @param conversions of the values that are there, for comparing them with those to come
 * @param losing tables of the target of which values go, or change in place
 * @param leaving columns of the target that are dropped before the first row is written
 */
public record StructurePlan(
    List<DdlStatement> beforeRows,
    List<DdlStatement> afterRows,
    List<Finding> findings,
    List<Conversion> conversions,
    Set<String> losing,
    Set<TableColumn> leaving) {
  public StructurePlan {
    beforeRows = List.copyOf(beforeRows);
    afterRows = List.copyOf(afterRows);
    findings = List.copyOf(findings);
    conversions = List.copyOf(conversions);
    losing = Set.copyOf(losing);
    leaving = Set.copyOf(leaving);
  }

  /** A table of the target with the columns that are still there when rows are written. */
  public Table staying(Table present) {
    return present.withColumns(it -> !leaving.contains(new TableColumn(present.name(), it.name())));
  }

  public List<DdlStatement> statements() {
    return Stream.concat(beforeRows.stream(), afterRows.stream()).toList();
  }

  /** The tables that are created or altered. */
  public Set<String> tables() {
    return statements().stream().map(DdlStatement::table).collect(toCollection(TreeSet::new));
  }

  /** Whether the same statements would be executed, and the same said. */
  public boolean saysTheSameAs(StructurePlan other) {
    return sql().equals(other.sql()) && findings.equals(other.findings);
  }

  private List<String> sql() {
    return statements().stream().map(DdlStatement::sql).toList();
  }
}
