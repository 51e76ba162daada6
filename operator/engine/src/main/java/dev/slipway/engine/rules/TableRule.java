package dev.slipway.engine.rules;

import java.util.List;

/** One rule for some tables. */
public record TableRule(List<TablePattern> tables, Rule rule) {
  public TableRule {
    tables = List.copyOf(tables);
  }

  boolean matches(String table) {
    return tables.stream().anyMatch(it -> it.matches(table));
  }
}
