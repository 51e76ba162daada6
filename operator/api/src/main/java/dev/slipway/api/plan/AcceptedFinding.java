package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A finding that a person has read and overruled. */
@ValidationRule(
    value = "self.reason.trim() != ''",
    message = "reason must say why the finding is overruled")
public record AcceptedFinding(
    @Required @JsonPropertyDescription("The finding's id, as the preview lists it.") @Word
        String finding,
    @Required @JsonPropertyDescription("Why it may be overruled; it goes into the record.") @Line
        String reason) {}
