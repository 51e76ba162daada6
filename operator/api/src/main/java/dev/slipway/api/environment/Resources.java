package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a container asks for and may use, as in a pod. */
public record Resources(
    @Items(max = 8) @JsonPropertyDescription("What the node must have free.")
        Map<String, Quantity> requests,
    @Items(max = 8) @JsonPropertyDescription("What may not be exceeded.")
        Map<String, Quantity> limits) {
  public Resources {
    requests = requireNonNullElse(requests, Map.of());
    limits = requireNonNullElse(limits, Map.of());
  }
}
