package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** Where in the releases store another cluster's environment writes its validations. */
public record Evidence(
    @Required
        @JsonPropertyDescription(
            "The other environment as namespace.name, its folder in the store.")
        @ObjectName
        String environment) {}
