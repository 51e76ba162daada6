package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a prune.
 *
 * @param decisions about everything that was found
 * @param removed locations of what is gone
 * @param bytes that these took
 * @param left what was to go and is still there
 * @param discarded uploads that nobody has finished for a day
 */
public record PruneReport(
    List<Decision> decisions, List<String> removed, long bytes, List<Left> left, int discarded) {
  private static final int NAMED = 10;

  public PruneReport {
    decisions = List.copyOf(decisions);
    removed = List.copyOf(removed);
    left = List.copyOf(left);
  }

  /**
   * Something that could not be taken away.
   *
   * @param held whether the store keeps it on purpose, and will let it go one day
   */
  public record Left(String location, boolean held, String why) {}

  /** Fails where something is left that time alone will not take away. */
  public void requireNothingRefused() {
    var refused = left.stream().filter(it -> !it.held()).toList();
    if (!refused.isEmpty()) {
      throw new EngineException(
          FailureCode.STORE_ACCESS_DENIED,
          "%s of %s could not be taken away: %s"
              .formatted(
                  refused.size(),
                  removed.size() + left.size(),
                  refused.stream()
                      .limit(NAMED)
                      .map(it -> it.location() + " (" + it.why() + ")")
                      .collect(Collectors.joining(", "))));
    }
  }
}
