package dev.slipway.engine.structure;

import java.util.Map;
import java.util.Optional;

/**
 * What the target's rows make of a plan.
 *
 * @param failing how many values of a column do not become what they should
 * @param losing how many become another value; a column that was not tried is in neither
 */
record RowFacts(Map<TableColumn, Long> failing, Map<TableColumn, Long> losing) {
  static final RowFacts UNKNOWN = new RowFacts(Map.of(), Map.of());

  RowFacts {
    failing = Map.copyOf(failing);
    losing = Map.copyOf(losing);
  }

  boolean fails(TableColumn column) {
    return failing.getOrDefault(column, 0L) != 0;
  }

  Optional<Long> losing(TableColumn column) {
    return Optional.ofNullable(losing.get(column));
  }
}
