package dev.slipway.engine.preset;

import java.util.List;

/**
 * Tables that mean something only together, by their names in the database.
 *
 * @param why one without the others does harm, in words that follow "because"
 */
public record TableGroup(String name, List<String> tables, String why) {
  public TableGroup {
    tables = List.copyOf(tables);
  }
}
