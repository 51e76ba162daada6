package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** What a person says of a release that is applied and still closed to users. */
public record SignOff(
    @Required @JsonPropertyDescription("Rejected is a failed validation.") Verdict verdict,
    @Required @JsonPropertyDescription("Who says so: your own name.") @Word String by) {}
