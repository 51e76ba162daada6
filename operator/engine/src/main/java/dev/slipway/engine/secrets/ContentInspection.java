package dev.slipway.engine.secrets;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.SecretPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks through the content of one build, table after table: for secrets that are written down in
 * it, and for the variables that it refers to. Its memory is small however much comes by.
 */
public final class ContentInspection {
  private static final int MOST_VARIABLES = 10_000;
  private static final String A_REFERENCE = "{{ $env.NAME }}";

  private final Watch watch;
  private final Map<String, TableInspection> tables = new TreeMap<>();
  private final SortedSet<String> names = new TreeSet<>();

  /**
   * @param variables regular expressions of how content refers to a variable; group 1 is its name
   */
  public ContentInspection(List<String> variables) {
    this.watch = Watch.of(variables);
  }

  /**
   * Whoever asks twice for a table begins it anew.
   *
   * @param table that the rows are of
   * @param columns of each row, in their order
   * @param key columns among them that tell where something was found
   */
  public RowInspector of(
      Table table, List<String> columns, List<String> key, List<SecretPath> secrets) {
    var inspection = new TableInspection(watch, table, columns, key, secrets, this::referred);
    tables.put(table.name(), inspection);
    return inspection;
  }

  /** The names of all variables that the content refers to. */
  public SortedSet<String> variables() {
    return new TreeSet<>(names);
  }

  /** Kind {@code literal-secret}, one for each table, never with a value. */
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    tables.values().stream()
        .map(it -> it.finding(howToRefer()))
        .flatMap(Optional::stream)
        .forEach(findings::add);
    if (names.size() > MOST_VARIABLES) {
      findings.add(
          Finding.refusal(
              "too-many-variables",
              "variables",
              "the content refers to more than " + MOST_VARIABLES + " variables",
              "correct the preset's pattern of a variable"));
    }
    return List.copyOf(findings);
  }

  private void referred(String name) {
    if (names.size() <= MOST_VARIABLES) {
      names.add(name);
    }
  }

  private String howToRefer() {
    boolean known = watch.variables().stream().anyMatch(it -> it.without(A_REFERENCE).isEmpty());
    return known
        ? "write it as a variable such as " + A_REFERENCE
        : "take it out, or write it as a variable";
  }
}
