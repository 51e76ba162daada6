package dev.slipway.engine.merge;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What sources have changed differently. Of rows it tells keys, the names of columns, and who has
 * changed them when; no other value.
 *
 * @param key of the row; none: it is about the table, or about what stands beside tables
 * @param columns that are contested, entries of documents as {@code column.entry}; what else is
 *     contested in its own words
 */
public record Conflict(
    String table, SortedMap<String, String> key, List<String> columns, List<Claim> claims) {
  public Conflict {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    columns = List.copyOf(columns);
    claims = List.copyOf(claims);
  }

  /**
   * What a source has done.
   *
   * @param lastChanged as the app says; absent where it does not
   * @param changedBy likewise, in the app's own word for a person
   */
  public record Claim(
      String source, Change change, @Nullable String lastChanged, @Nullable String changedBy) {
    static Claim of(String source, Change change) {
      return new Claim(source, change, null, null);
    }

    public String inWords() {
      return source
          + " has "
          + change.word()
          + (lastChanged == null && changedBy == null ? "" : " it")
          + (lastChanged == null ? "" : " at " + lastChanged)
          + (changedBy == null ? "" : " by " + changedBy);
    }
  }

  Finding finding() {
    return Finding.refusal(
        "merge-conflict",
        key.isEmpty() ? table : table + " " + key,
        "%s%s"
            .formatted(
                claims.stream().map(Claim::inWords).collect(joining(", ")),
                columns.isEmpty() ? "" : ": " + String.join(", ", columns)),
        "name in resolve whose version is taken");
  }
}
