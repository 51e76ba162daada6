package dev.slipway.engine.order;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * What a policy left, and what it took away.
 *
 * @param kept backups and checkpoints that are still there
 * @param removed locations that are gone, undo files and leftovers among them
 * @param referred kept ones that a release refers to
 * @param bytes that the removed ones took
 * @param held what was to go and is kept by the store, or pinned meanwhile
 * @param locations of these, as many as a report has room for
 * @param gone known locations that are not in the store any more, as many as there is room for
 */
public record Pruned(
    int kept,
    int removed,
    int referred,
    long bytes,
    int held,
    List<String> locations,
    List<String> gone)
    implements WorkResult {
  @JsonCreator
  public Pruned {
    locations = List.copyOf(locations);
    gone = List.copyOf(requireNonNullElse(gone, List.of()));
  }

  /** One of which nothing was known before. */
  public Pruned(int kept, int removed, int referred, long bytes, int held, List<String> locations) {
    this(kept, removed, referred, bytes, held, locations, List.of());
  }
}
