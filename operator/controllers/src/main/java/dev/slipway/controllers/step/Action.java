package dev.slipway.controllers.step;

import dev.slipway.controllers.work.WorkerJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The one thing that a pass does to the cluster. Each is safe to repeat. */
public sealed interface Action {
  record StartJob(WorkerJob job) implements Action {}

  /** Makes an object of ours; one of that name that is there already stays as it is. */
  record Create(HasMetadata object) implements Action {}

  /**
   * Changes some fields of an object, if it is still the one that was seen: it is refused where
   * somebody else was faster, and the next pass sees what they made of it.
   *
   * @param change a JSON merge patch
   */
  record Change(HasMetadata seen, Map<String, Object> change) implements Action {}

  /** Takes away an object of ours, if it is still the one that was seen. */
  record Delete(HasMetadata seen) implements Action {}
}
