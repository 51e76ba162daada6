package dev.slipway.controllers.step;

import dev.slipway.api.status.RunStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one object, by their nonces.
 *
 * @param current nonce of the run under way, or of the last one
 * @param ended those whose end is remembered
 */
public record PastRuns(String current, List<RunStatus> ended) {
  private static final int KEPT = 32;

  public PastRuns {
    ended = List.copyOf(ended);
  }

  /**
   * Whether the run that has ended is to be followed by another. What was aborted is not run again,
   * nor is what goes.
   */
  public boolean isWantedAgain(HasMetadata object, @Nullable String nonce, boolean isAborted) {
    return nonce != null
        && !nonce.isEmpty()
        && !isAborted
        && object.getMetadata().getDeletionTimestamp() == null
        && Stream.concat(Stream.of(current), ended.stream().map(RunStatus::nonce))
            .noneMatch(nonce::equals);
  }

  /** With the end of this run; or with what is known now of one that is among them. */
  public List<RunStatus> withEnd(String outcome, @Nullable String record) {
    var all =
        Stream.concat(
                ended.stream().filter(it -> !it.nonce().equals(current)),
                Stream.of(new RunStatus(current, outcome, record)))
            .toList();
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }
}
