package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What scales a workload of an environment by itself. */
sealed interface AutoscalerSeen {
  HasMetadata object();

  /** What it scales, in the words of {@link #target(String, String)}. */
  String target();

  static String target(String kind, String name) {
    return kind + "/" + name;
  }

  /** Kubernetes' own. */
  record Horizontal(HorizontalPodAutoscaler object) implements AutoscalerSeen {
    static final String KIND = "HorizontalPodAutoscaler";

    @Override
    public String target() {
      var target = object.getSpec().getScaleTargetRef();
      return AutoscalerSeen.target(target.getKind(), target.getName());
    }

    int least() {
      return requireNonNullElse(object.getSpec().getMinReplicas(), 1);
    }

    int most() {
      return requireNonNullElse(object.getSpec().getMaxReplicas(), 1);
    }

    /** One that KEDA keeps comes and goes with its ScaledObject. */
    boolean isKeptByKeda() {
      return object.getMetadata().getOwnerReferences().stream()
          .anyMatch(it -> Scaled.KIND.equals(it.getKind()));
    }
  }

  /** KEDA's. */
  record Scaled(GenericKubernetesResource object) implements AutoscalerSeen {
    static final String KIND = "ScaledObject";
    static final String PAUSED = "autoscaling.keda.sh/paused";
    static final String PAUSED_AT = "autoscaling.keda.sh/paused-replicas";

    @Override
    public String target() {
      var kind = object.get("spec", "scaleTargetRef", "kind");
      var name = object.get("spec", "scaleTargetRef", "name");
      return AutoscalerSeen.target(
          Objects.toString(kind, "Deployment"), Objects.toString(name, ""));
    }

    /** Those by which it is paused, as far as they are there. */
    Map<String, String> pauses() {
      var annotations =
          requireNonNullElse(object.getMetadata().getAnnotations(), Map.<String, String>of());
      var pauses = new HashMap<String, String>();
      for (var key : new String[] {PAUSED, PAUSED_AT}) {
        if (annotations.get(key) != null) {
          pauses.put(key, annotations.get(key));
        }
      }
      return Map.copyOf(pauses);
    }
  }
}
