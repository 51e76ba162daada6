package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do, in short.
 *
 * @param preview the digest of the preview: what an approval names
 * @param location the whole of it in the releases store
 * @param statements that change the structure
 * @param warnings findings that whoever approves should read; absent: nobody counted
 * @param applyMillis how long the target cannot be written to while it is changed; absent: unknown
 * @param missing variables that the file's content refers to and the target lacks: the first of
 *     them; absent: nobody looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Previewed(
    String preview,
    String location,
    long added,
    long changed,
    long removed,
    long kept,
    int statements,
    @Nullable Integer warnings,
    @Nullable Long applyMillis,
    @Nullable List<String> missing)
    implements WorkResult {
  @JsonCreator
  public Previewed {
    missing = missing == null ? null : List.copyOf(missing);
  }

  /** Of which nothing but the counts is known. */
  public Previewed(
      String preview,
      String location,
      long added,
      long changed,
      long removed,
      long kept,
      int statements) {
    this(preview, location, added, changed, removed, kept, statements, null, null, null);
  }
}
