package dev.slipway.engine.structure;

import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A plan while it is made: statements by their phase, and what has to be said or tried. */
final class Draft {
  private final Map<Phase, List<DdlStatement>> statements = new EnumMap<>(Phase.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<Conversion> conversions = new ArrayList<>();
  private final List<RowTrial> trials = new ArrayList<>();
  private final Set<String> losing = new TreeSet<>();
  private final Set<TableColumn> leaving = new HashSet<>();
  private final TableSizes sizes;

  Draft(TableSizes sizes) {
    this.sizes = sizes;
  }

  /** Done at once. */
  void add(Phase phase, String table, String sql, String effect) {
    add(phase, new DdlStatement(table, sql, DdlSeverity.ADDITIVE, effect));
  }

  void addReading(Phase phase, String table, String sql) {
    var effect = "reads %s, once; readers and writers wait".formatted(sizes.inWords(table));
    add(phase, new DdlStatement(table, sql, DdlSeverity.REWRITING, effect));
  }

  void addRewriting(Phase phase, String table, String sql) {
    add(phase, new DdlStatement(table, sql, DdlSeverity.REWRITING, rewrites(table)));
  }

  void addDestructive(Phase phase, String table, String sql, String loss) {
    var effect = loss + "; " + rewrites(table);
    add(phase, new DdlStatement(table, sql, DdlSeverity.DESTRUCTIVE, effect));
  }

  void add(Phase phase, DdlStatement statement) {
    statements.computeIfAbsent(phase, _ -> new ArrayList<>()).add(statement);
  }

  void find(Finding finding) {
    findings.add(finding);
  }

  void convert(Conversion conversion) {
    conversions.add(conversion);
  }

  /** Values of the table go, or change in place. */
  void lose(String table) {
    losing.add(table);
  }

  void lose(TableColumn column) {
    leaving.add(column);
    lose(column.table());
  }

  void tryOut(RowTrial trial) {
    trials.add(trial);
  }

  List<Conversion> conversions() {
    return conversions;
  }

  List<RowTrial> trials() {
    return trials;
  }

  StructurePlan plan() {
    return new StructurePlan(
        in(phase -> !phase.isAfterRows()),
        in(Phase::isAfterRows),
        findings.stream().sorted().distinct().toList(),
        conversions,
        losing,
        leaving);
  }

  private String rewrites(String table) {
    return "rewrites %s; readers and writers wait".formatted(sizes.inWords(table));
  }

  private List<DdlStatement> in(Predicate<Phase> phases) {
    return statements.entrySet().stream()
        .filter(it -> phases.test(it.getKey()))
        .flatMap(it -> it.getValue().stream())
        .toList();
  }
}
