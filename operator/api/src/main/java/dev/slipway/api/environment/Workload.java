package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** Something in this namespace that writes to the app's database. */
public record Workload(
    @Required @JsonPropertyDescription("What it is.") WorkloadKind kind,
    @Required @JsonPropertyDescription("Its name.") @ObjectName String name) {}
