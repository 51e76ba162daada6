package dev.slipway.engine.merge;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.HashMap;
import java.util.List;

/** Whether what people have decided can be meant, before anything is read. */
final class Resolutions {
  private Resolutions() {}

  static void require(MergeRequest request) {
    var names = request.sources().stream().map(MergeSource::name).toList();
    if (names.isEmpty()) {
      throw new EngineException(FailureCode.ORDER_INVALID, "there is no source to be joined");
    }
    requireKnownSources(request.resolve(), names);
    requireNoContradiction(request.resolve());
  }

  private static void requireKnownSources(List<Resolution> resolve, List<String> names) {
    var unknown =
        resolve.stream()
            .map(Resolution::take)
            .filter(it -> !names.contains(it))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "resolve takes %s, and the sources are %s"
              .formatted(String.join(", ", unknown), String.join(", ", names)));
    }
  }

  private static void requireNoContradiction(List<Resolution> resolve) {
    var said = new HashMap<List<Object>, Resolution>();
    for (var it : resolve) {
      var other = said.putIfAbsent(List.of(it.table(), it.key()), it);
      if (other != null && !other.take().equals(it.take())) {
        throw new EngineException(
            FailureCode.ORDER_INVALID,
            "resolve contradicts itself: %s, and %s".formatted(other.inWords(), it.inWords()));
      }
    }
  }
}
