package dev.slipway.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Text;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One claim about an object, in the shape that all of Kubernetes uses. */
public record Condition(
    @Required @JsonPropertyDescription("What is claimed.") @Word String type,
    @Required @JsonPropertyDescription("Whether it holds.") ConditionStatus status,
    @JsonPropertyDescription("The generation of the spec that was looked at.")
        @Nullable Long observedGeneration,
    @Required @JsonPropertyDescription("Since when the status is as it is.")
        Instant lastTransitionTime,
    @Required @JsonPropertyDescription("Why, in one word of a documented list.") @Word
        String reason,
    @Required @JsonPropertyDescription("Why, for people: what, where, and what to do.") @Text
        String message) {}
