package dev.slipway.controllers.restore;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment that waited for its data with no pod at all gets one of each workload once the
 * data is there: an app that runs on an empty database would fill it.
 */
final class Awakening {
  private Awakening() {}

  static QuiesceRecord of(QuiesceRecord before) {
    return before.recorded().stream().allMatch(it -> isNothing(it.replicas()))
        ? new QuiesceRecord(woken(before.recorded()), before.since())
        : before;
  }

  private static boolean isNothing(@Nullable Integer replicas) {
    return replicas == null || replicas == 0;
  }

  private static List<RecordedObject> woken(List<RecordedObject> recorded) {
    return recorded.stream().map(it -> it.replicas() == null ? it : withOne(it)).toList();
  }

  private static RecordedObject withOne(RecordedObject it) {
    return new RecordedObject(
        it.kind(),
        it.name(),
        it.uid(),
        1,
        it.minReplicas(),
        it.maxReplicas(),
        it.suspend(),
        it.selector());
  }
}
