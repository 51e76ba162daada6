package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.SecretReference;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the pods of an environment's workers are made. */
public record Worker(
    @JsonPropertyDescription("Image of the worker; absent: the operator's own.") @Nullable @Line
        String image,
    @Items(max = 32) @JsonPropertyDescription("Labels that a node must have.")
        Map<String, @Word String> nodeSelector,
    @Items(max = 32) @JsonPropertyDescription("Taints of nodes that the worker tolerates.")
        List<Toleration> tolerations,
    @JsonPropertyDescription("What the worker asks for and may use.") @Nullable Resources resources,
    @Items(max = 32) @JsonPropertyDescription("Labels of the worker's pods.")
        Map<String, @Word String> labels,
    @Items(max = 32) @JsonPropertyDescription("Annotations of the worker's pods.")
        Map<String, @Line String> annotations,
    @Items(max = 8, keys = "name")
        @JsonPropertyDescription("Secrets that open the image's registry.")
        List<SecretReference> imagePullSecrets,
    @JsonPropertyDescription("Who the worker runs as; absent: like the pod that mounts the claim.")
        @Nullable RunAs runAs) {
  public Worker {
    nodeSelector = requireNonNullElse(nodeSelector, Map.of());
    tolerations = requireNonNullElse(tolerations, List.of());
    labels = requireNonNullElse(labels, Map.of());
    annotations = requireNonNullElse(annotations, Map.of());
    imagePullSecrets = requireNonNullElse(imagePullSecrets, List.of());
  }
}
