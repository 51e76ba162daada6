package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** The plan or restore that holds an environment. */
public record BusyWith(
    @Required @JsonPropertyDescription("MigrationPlan or Restore.") @Word String kind,
    @Required @JsonPropertyDescription("Its name.") @ObjectName String name) {}
