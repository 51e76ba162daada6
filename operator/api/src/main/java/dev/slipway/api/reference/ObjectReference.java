package dev.slipway.api.reference;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.NamespaceName;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** An object in a namespace that may be another one. */
public record ObjectReference(
    @Required @JsonPropertyDescription("The object's namespace.") @NamespaceName String namespace,
    @Required @JsonPropertyDescription("The object's name.") @ObjectName String name) {}
