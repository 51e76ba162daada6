package dev.slipway.api.reference;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DataKey;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** One key of a Secret of the same namespace. */
public record SecretKeyReference(
    @Required @JsonPropertyDescription("Name of a Secret in this namespace.") @ObjectName
        String name,
    @Required @JsonPropertyDescription("The key in the Secret's data.") @DataKey String key) {}
