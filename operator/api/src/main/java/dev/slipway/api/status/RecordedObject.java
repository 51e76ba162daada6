package dev.slipway.api.status;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object as it was before it was brought to rest. */
public record RecordedObject(
    @Required @JsonPropertyDescription("The object's kind.") @Word String kind,
    @Required @JsonPropertyDescription("The object's name.") @ObjectName String name,
    @JsonPropertyDescription("The object's uid: another object of the name is not ours to change.")
        @Nullable
        @Word
        String uid,
    @JsonPropertyDescription("Replicas of a workload.") @Nullable Integer replicas,
    @JsonPropertyDescription("Least replicas of an autoscaler.") @Nullable Integer minReplicas,
    @JsonPropertyDescription("Most replicas of an autoscaler.") @Nullable Integer maxReplicas,
    @JsonPropertyDescription("Whether a CronJob was suspended.") @Nullable Boolean suspend,
    @JsonInclude(value = JsonInclude.Include.NON_EMPTY, content = JsonInclude.Include.ALWAYS)
        @Items(max = 32)
        @JsonPropertyDescription("Selector of a Service.")
        Map<String, @Word String> selector,
    @JsonInclude(value = JsonInclude.Include.NON_EMPTY, content = JsonInclude.Include.ALWAYS)
        @Items(max = 8)
        @JsonPropertyDescription("Annotations by which a ScaledObject was paused.")
        Map<String, @Word String> annotations) {
  public RecordedObject {
    selector = requireNonNullElse(selector, Map.of());
    annotations = requireNonNullElse(annotations, Map.of());
  }

  /** An object that is not paused by annotations. */
  public RecordedObject(
      String kind,
      String name,
      @Nullable String uid,
      @Nullable Integer replicas,
      @Nullable Integer minReplicas,
      @Nullable Integer maxReplicas,
      @Nullable Boolean suspend,
      Map<String, String> selector) {
    this(kind, name, uid, replicas, minReplicas, maxReplicas, suspend, selector, Map.of());
  }
}
