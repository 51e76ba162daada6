package dev.slipway.engine.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an environment's configuration stands to what its last release left.
 *
 * @param baselineAt when that was taken
 * @param isOutdated whether Slipway has changed the database since, so that nothing can be said
 * @param tables that are not as they were
 * @param since when that was seen first; absent: all is as it was
 */
public record Drift(
    Instant baselineAt, boolean isOutdated, List<String> tables, @Nullable Instant since) {
  public Drift {
    tables = List.copyOf(tables);
  }
}
