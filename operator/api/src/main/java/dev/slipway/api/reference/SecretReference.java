package dev.slipway.api.reference;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** A Secret of the same namespace. */
public record SecretReference(
    @Required @JsonPropertyDescription("Name of a Secret in this namespace.") @ObjectName
        String name) {}
