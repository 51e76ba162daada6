package dev.slipway.api.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Statement;
import io.fabric8.generator.annotation.Required;

/** A query that answers with one value, read in a transaction that cannot write. */
public record SqlCheck(
    @Required @JsonPropertyDescription("The query: one row, one column.") @Statement String query,
    @Required
        @JsonPropertyDescription(
            "What its answer must be: a value, or one of > >= < <= != before a number.")
        @Line
        String expect) {}
