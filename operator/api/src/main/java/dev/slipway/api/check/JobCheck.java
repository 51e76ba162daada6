package dev.slipway.api.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;

/** A Job that must succeed. */
public record JobCheck(
    @Required
        @JsonPropertyDescription(
            "A suspended CronJob of this namespace, whose template the Job is made from.")
        @ObjectName
        String fromCronJob) {}
