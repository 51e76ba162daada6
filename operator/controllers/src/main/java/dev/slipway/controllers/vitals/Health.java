package dev.slipway.controllers.vitals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether the operator is as it should be. What it finds is no fault of an app or of the API
 * server, but one that a new start mends.
 */
public final class Health {
  /** One pass makes some ten calls, each of which gives up after seconds. */
  private static final Duration LONGEST_PASS = Duration.ofMinutes(5);

  private final List<Supplier<Optional<String>>> troubles;

  /**
   * @param troubles what is wrong, one for each thing that is looked at
   */
  public Health(Passes passes, PassQueue queue, List<Supplier<Optional<String>>> troubles) {
    this.troubles =
        Stream.concat(
                Stream.<Supplier<Optional<String>>>of(
                    () -> passes.stuckFor(LONGEST_PASS), () -> queue.stuckFor(LONGEST_PASS)),
                troubles.stream())
            .toList();
  }

  /** What is wrong; empty when all is well. */
  public Optional<String> trouble() {
    return troubles.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }
}
