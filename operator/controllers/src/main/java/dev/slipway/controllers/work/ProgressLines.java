package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.status.Progress;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a worker says in its log of how far it is: one JSON line each time, among others. */
final class ProgressLines {
  private static final KubernetesSerialization JSON = SlipwaySerialization.create();
  private static final String BYTES = "bytes";

  private ProgressLines() {}

  /** The last word on it; none where the log has none, as it is nobody's duty. */
  static Optional<Progress> last(String log) {
    return log.lines().toList().reversed().stream()
        .flatMap(line -> read(line).stream())
        .findFirst();
  }

  private static Optional<Progress> read(String line) {
    if (!line.startsWith("{\"progress\"")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.unmarshal(line, Line.class).progress()).map(Mark::inWords);
    } catch (KubernetesClientException e) {
      return Optional.empty(); // cut in the middle, since it is just being written
    }
  }

  record Line(@Nullable Mark progress) {}

  /**
   * @param total 0 where nobody knows
   */
  record Mark(String step, long done, long total, String unit) {
    Mark {
      step = requireNonNullElse(step, "");
      unit = requireNonNullElse(unit, "");
    }

    Progress inWords() {
      var words = total > 0 ? amount(done) + "/" + amount(total) : amount(done);
      return new Progress(
          done,
          total > 0 ? total : null,
          unit,
          null,
          Stream.of(step, words, unit.equals(BYTES) ? "" : unit)
              .filter(word -> !word.isEmpty())
              .collect(joining(" ")));
    }

    private String amount(long number) {
      return unit.equals(BYTES) ? ByteSizes.inWords(number) : String.valueOf(number);
    }
  }
}
