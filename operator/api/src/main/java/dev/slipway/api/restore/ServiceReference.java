package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** A Service of the same namespace. */
public record ServiceReference(
    @Required @JsonPropertyDescription("Name of a Service in this namespace.") @ObjectName
        String service) {}
