package dev.slipway.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;

/** Objects are kept without what nobody here reads, which is half of them: there are thousands. */
final class Trimmed {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Trimmed() {}

  static <P extends HasMetadata> ItemStore<P> store() {
    return new TransformingItemStore<>(Trimmed::trim);
  }

  private static <P extends HasMetadata> P trim(P object) {
    object.getMetadata().setManagedFields(List.of());
    if (object.getMetadata().getAnnotations() != null) {
      object.getMetadata().getAnnotations().remove(LAST_APPLIED);
    }
    return object;
  }
}
