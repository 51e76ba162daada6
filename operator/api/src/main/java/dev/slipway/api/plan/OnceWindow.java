package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;

/** One stretch of time. */
@ValidationRule(value = "self.start < self.end", message = "end must come after start")
public record OnceWindow(
    @Required
        @JsonPropertyDescription("When it opens, with its time zone: 2026-11-28T22:00:00+01:00.")
        Instant start,
    @Required @JsonPropertyDescription("When it closes, with its time zone.") Instant end) {}
