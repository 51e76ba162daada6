package dev.slipway.api.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Statement;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** A query that a restored backup must answer as expected. */
public record SqlAssertion(
    @Required @JsonPropertyDescription("What the assertion is called in the report.") @Word
        String name,
    @Required @JsonPropertyDescription("The query: one row, one column.") @Statement String query,
    @Required
        @JsonPropertyDescription(
            "What its answer must be: a value, or one of > >= < <= != before a number.")
        @Line
        String expect) {}
