package dev.slipway.controllers.quiesce;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Merge patches: what is changed and the mark that says so are always one. */
final class Changes {
  private Changes() {}

  static Action marked(HasMetadata object, Map<String, Object> spec, Mark mark) {
    return change(object, spec, mark.json());
  }

  /** Where it is by annotations that the object is changed. */
  static Action marked(HasMetadata object, Mark mark, Map<String, @Nullable String> annotations) {
    return change(object, Map.of(), mark.json(), annotations);
  }

  static Action unmarked(HasMetadata object, Map<String, Object> spec) {
    return change(object, spec, null);
  }

  static Action unmarked(
      HasMetadata object, Map<String, Object> spec, Map<String, @Nullable String> annotations) {
    return change(object, spec, null, annotations);
  }

  static Action of(HasMetadata object, Map<String, Object> spec) {
    return new Action.Change(object, Map.of("spec", spec));
  }

  /**
   * Fields that we changed and gave back are still ours in the eyes of the API server, which would
   * refuse their owner's next server-side apply. Taken off the list, they are anybody's.
   */
  static Optional<Action> disowning(HasMetadata object) {
    var all = object.getMetadata().getManagedFields();
    var others =
        all.stream().filter(it -> !WorkerJobs.FIELD_MANAGER.equals(it.getManager())).toList();
    return others.isEmpty() || others.size() == all.size()
        ? Optional.empty()
        : Optional.of(
            new Action.Change(object, Map.of("metadata", Map.of("managedFields", others))));
  }

  private static Action change(
      HasMetadata object, Map<String, Object> spec, @Nullable String mark) {
    return change(object, spec, mark, Map.of());
  }

  private static Action change(
      HasMetadata object,
      Map<String, Object> spec,
      @Nullable String mark,
      Map<String, @Nullable String> others) {
    var annotations = new LinkedHashMap<String, @Nullable String>(others);
    annotations.put(Labels.QUIESCED, mark);
    var change = new LinkedHashMap<String, Object>();
    change.put("metadata", Map.of("annotations", annotations));
    if (!spec.isEmpty()) {
      change.put("spec", spec);
    }
    return new Action.Change(object, change);
  }
}
