package dev.slipway.api.reference;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** A ConfigMap of the same namespace. */
public record ConfigMapReference(
    @Required @JsonPropertyDescription("Name of a ConfigMap in this namespace.") @ObjectName
        String configMap) {}
