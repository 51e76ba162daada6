package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of joining files.
 *
 * @param file the digest that names the joined file; absent where something stands in the way
 * @param base the file that they were joined over; absent where a single source was taken as it is
 * @param report where all that was found is in the releases store, every conflict that is kept
 *     among it; absent where a single source was taken as it is
 * @param tables those whose rows it holds
 * @param removed rows of the base that are to go from the target
 * @param conflicts how many nobody has decided
 * @param first some of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Merged(
    @Nullable String file,
    @Nullable String base,
    @Nullable String report,
    long bytes,
    int tables,
    long rows,
    long removed,
    List<Brought> brought,
    long conflicts,
    List<Contested> first)
    implements WorkResult {
  public Merged {
    brought = List.copyOf(brought);
    first = List.copyOf(first);
  }

  /** What one source has brought, in rows of all tables. */
  public record Brought(String source, String file, long added, long changed, long removed) {}

  /**
   * Something that sources have changed differently.
   *
   * @param key of the row in words; empty: it is about the table, or about what stands beside it
   * @param columns that are contested
   * @param claims what each source has done, and when as far as the app says so
   */
  public record Contested(String table, String key, List<String> columns, List<String> claims) {
    public Contested {
      columns = List.copyOf(columns);
      claims = List.copyOf(claims);
    }
  }

  Merged withoutTheLastConflict() {
    return new Merged(
        file,
        base,
        report,
        bytes,
        tables,
        rows,
        removed,
        brought,
        conflicts,
        first.subList(0, first.size() - 1));
  }
}
