package dev.slipway.engine.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule for some tables.
 *
 * @param match a unique key that rows are told apart by; none: the primary key
 * @param preserveColumns whose values in the target stay as they are
 * @param where an SQL condition for the rows that are taken; absent: all are
 */
public record TableRule(
    List<TablePattern> tables,
    Rule rule,
    List<String> match,
    List<String> preserveColumns,
    @Nullable String where) {
  public TableRule {
    tables = List.copyOf(tables);
    match = List.copyOf(match);
    preserveColumns = List.copyOf(preserveColumns);
  }

  /** All rows, told apart by the primary key. */
  public TableRule(List<TablePattern> tables, Rule rule) {
    this(tables, rule, List.of(), List.of(), null);
  }

  public boolean matches(String table) {
    return tables.stream().anyMatch(it -> it.matches(table));
  }
}
