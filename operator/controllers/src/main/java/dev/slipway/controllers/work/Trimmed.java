package dev.slipway.controllers.work;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.function.UnaryOperator;

/** Objects are kept without what nobody here reads, which is half of them: there are thousands. */
public final class Trimmed {
  /** How many objects come in one answer: all at once would need memory for all at once. */
  public static final long PAGE = 200;

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Trimmed() {}

  public static <P extends HasMetadata> ItemStore<P> store() {
    return store(UnaryOperator.identity());
  }

  /**
   * @param more takes away what else nobody reads in this place
   */
  public static <P extends HasMetadata> ItemStore<P> store(UnaryOperator<P> more) {
    return new TransformingItemStore<>(object -> more.apply(trim(object)));
  }

  private static <P extends HasMetadata> P trim(P object) {
    object.getMetadata().setManagedFields(List.of());
    if (object.getMetadata().getAnnotations() != null) {
      object.getMetadata().getAnnotations().remove(LAST_APPLIED);
    }
    return object;
  }
}
