package dev.slipway.engine.preset;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a release that joins several sources has to know of the app, beside each table's rule.
 *
 * @param lastChanged the column that says when a row was changed; absent: there is none
 * @param changedBy the column that says who did; absent: there is none
 * @param stamps further columns that the app writes by itself, in whatever table
 * @param entries columns with documents whose first level is joined entry by entry
 * @param parents from {@code table.column} to the {@code table.column} without which a row means
 *     nothing
 */
public record Joining(
    @Nullable String lastChanged,
    @Nullable String changedBy,
    List<String> stamps,
    List<String> entries,
    SortedMap<String, String> parents) {
  static final Joining UNKNOWN = new Joining(null, null, List.of(), List.of(), new TreeMap<>());

  public Joining {
    stamps = List.copyOf(stamps);
    entries = List.copyOf(entries);
    parents = Collections.unmodifiableSortedMap(new TreeMap<>(parents));
  }
}
