package dev.slipway.controllers;

import dev.slipway.controllers.news.Glance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which changes of an object are looked at: what people wrote, and that a status was lost. A status
 * that we wrote is none.
 */
final class Attention<P extends HasMetadata> implements OnUpdateFilter<P> {
  private static final String OURS = "slipway.dev/";

  @Override
  public boolean accept(P now, P before) {
    return !Objects.equals(generation(now), generation(before))
        || now.getMetadata().getDeletionTimestamp() != null
        || !annotations(now).equals(annotations(before))
        || isLost(now, before);
  }

  private static <P extends HasMetadata> boolean isLost(P now, P before) {
    return Glance.at(now).equals(Glance.NOTHING) && !Glance.at(before).equals(Glance.NOTHING);
  }

  private static Long generation(HasMetadata object) {
    return object.getMetadata().getGeneration();
  }

  private static Map<String, String> annotations(HasMetadata object) {
    var all = object.getMetadata().getAnnotations();
    var ours = new TreeMap<String, String>(all == null ? Map.of() : all);
    ours.keySet().removeIf(it -> !it.startsWith(OURS));
    return ours;
  }
}
