package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A backup that is in the store already. */
@ValidationRule(
    value = "self.location.matches('^s3://[^/]+/.+$')",
    message = "location must be s3://bucket/path, as slipway list prints it")
public record Adopt(
    @Required @JsonPropertyDescription("Where it is, as s3://bucket/path.") @Line
        String location) {}
