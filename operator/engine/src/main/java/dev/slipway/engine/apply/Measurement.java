package dev.slipway.engine.apply;

import dev.slipway.engine.finding.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the rows of a target stood to those of a file at one moment. All by the names of the tables.
 *
 * @param versions of all tables that will be written to or altered
 * @param digests of those that get rows
 * @param counts of those that get rows
 * @param findings about rows on both sides
 */
record Measurement(
    SortedMap<String, String> versions,
    SortedMap<String, String> digests,
    SortedMap<String, TableCounts> counts,
    List<Finding> findings) {

  /** The tables that somebody has written to since. */
  SortedSet<String> changedSince(SortedMap<String, String> now) {
    var changed = new TreeSet<>(now.keySet());
    changed.removeIf(it -> Objects.equals(now.get(it), versions.get(it)));
    return changed;
  }

  /** The same moment for what has not changed, and a later one for the rest. */
  Measurement updatedWith(Measurement later) {
    return new Measurement(
        updated(versions, later.versions),
        updated(digests, later.digests),
        updated(counts, later.counts),
        findings);
  }

  Measurement withFindings(List<Finding> found) {
    return new Measurement(versions, digests, counts, found);
  }

  boolean sameRows(Measurement other, Collection<String> tables) {
    return tables.stream().allMatch(it -> Objects.equals(versions.get(it), other.versions.get(it)));
  }

  private static <T> SortedMap<String, T> updated(
      SortedMap<String, T> old, SortedMap<String, T> later) {
    var all = new TreeMap<>(old);
    all.putAll(later);
    return all;
  }
}
