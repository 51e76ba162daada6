package dev.slipway.engine.merge;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person's word on whose version of something is taken.
 *
 * @param key columns and values of the row; none: all that is contested in the table
 * @param take the name of a source
 */
public record Resolution(String table, SortedMap<String, String> key, String take) {
  public Resolution {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
  }

  /** Every column that is named here has to have the value. */
  boolean covers(String otherTable, Map<String, String> otherKey) {
    return table.equals(otherTable) && otherKey.entrySet().containsAll(key.entrySet());
  }

  String inWords() {
    return table + (key.isEmpty() ? "" : " " + key) + ": " + take;
  }
}
